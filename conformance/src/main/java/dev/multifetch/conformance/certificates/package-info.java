/// Certificates of every kind that a client may meet: what each looks like, and whether the RFCs
/// let a client trust it.
@NullMarked
package dev.multifetch.conformance.certificates;

import org.jspecify.annotations.NullMarked;
