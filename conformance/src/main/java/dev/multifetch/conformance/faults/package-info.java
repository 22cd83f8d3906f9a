/// What can go wrong between a client and a server: each fault has a server that causes it, and the
/// end that the contract requires. The suite uses the faults for the models, and you can use them
/// for any library.
@NullMarked
package dev.multifetch.conformance.faults;

import org.jspecify.annotations.NullMarked;
