/// What `get` says of each URL and of the whole run, and in which format.
@NullMarked
package dev.multifetch.cli.get.output;

import org.jspecify.annotations.NullMarked;
