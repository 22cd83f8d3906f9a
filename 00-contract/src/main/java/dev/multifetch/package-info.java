/// What "fetch many URLs" means: a [dev.multifetch.Fetcher] takes URLs and hands over exactly one
/// [dev.multifetch.Outcome] for each. Every model of concurrency implements exactly this.
@NullMarked
package dev.multifetch;

import org.jspecify.annotations.NullMarked;
