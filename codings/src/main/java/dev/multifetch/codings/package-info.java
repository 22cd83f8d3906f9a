/// Content codings that libraries undo: `br` and `zstd`. A fetcher finds them on its class path.
@org.jspecify.annotations.NullMarked
package dev.multifetch.codings;
