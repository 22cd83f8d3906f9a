@NullMarked
package dev.multifetch.workshop.command;

import org.jspecify.annotations.NullMarked;
