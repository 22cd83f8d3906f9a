/// The subcommands of `multifetch workshop`.
@NullMarked
package dev.multifetch.workshop.command;

import org.jspecify.annotations.NullMarked;
