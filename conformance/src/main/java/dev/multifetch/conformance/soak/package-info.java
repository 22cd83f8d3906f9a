/// Disorder for minutes or hours, and a look at what is left of it: each model extends
/// [FetcherSoak].
@NullMarked
package dev.multifetch.conformance.soak;

import org.jspecify.annotations.NullMarked;
