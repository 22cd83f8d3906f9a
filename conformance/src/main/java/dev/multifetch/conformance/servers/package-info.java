/// The other side of a test: servers that follow a script byte for byte, their certificates, and a
/// resolver for the hosts of a test. They know nothing about fetchers and rules.
@NullMarked
package dev.multifetch.conformance.servers;

import org.jspecify.annotations.NullMarked;
