/// The command line: URLs in, one line for each out, fetched in the model that the user chooses.
@NullMarked
package dev.multifetch.cli;

import org.jspecify.annotations.NullMarked;
