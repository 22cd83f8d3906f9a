/// Who answers in a test: servers that follow a script byte for byte, their certificates, and a
/// resolver that answers for the hosts of a test. They know nothing of fetchers and rules.
@NullMarked
package dev.multifetch.conformance.servers;

import org.jspecify.annotations.NullMarked;
