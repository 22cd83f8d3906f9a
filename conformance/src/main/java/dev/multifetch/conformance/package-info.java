/// The rules of the contract as data, an origin that misbehaves on command, and the suite that
/// holds every model to them.
@NullMarked
package dev.multifetch.conformance;

import org.jspecify.annotations.NullMarked;
