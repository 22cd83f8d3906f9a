/// What all commands share with the user's terminal: streams, progress, errors, and what a user may
/// type as an argument.
@NullMarked
package dev.multifetch.cli.console;

import org.jspecify.annotations.NullMarked;
