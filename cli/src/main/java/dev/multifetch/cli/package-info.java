/// The command line: URLs in, a line for each out, in whichever model is asked for.
@NullMarked
package dev.multifetch.cli;

import org.jspecify.annotations.NullMarked;
