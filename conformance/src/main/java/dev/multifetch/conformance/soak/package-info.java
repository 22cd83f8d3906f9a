/// Disorder for minutes or hours, and a check of what it leaves: each model extends [FetcherSoak].
@NullMarked
package dev.multifetch.conformance.soak;

import org.jspecify.annotations.NullMarked;
