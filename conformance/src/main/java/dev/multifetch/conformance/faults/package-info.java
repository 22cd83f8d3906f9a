/// What can go wrong between a client and a server: each fault as a server that does it, and as
/// what the contract makes of it. The suite stages them for the models; anybody may for a library.
@NullMarked
package dev.multifetch.conformance.faults;

import org.jspecify.annotations.NullMarked;
