/// The race: six models fetch the same URLs at the same time, each in a JVM of its own, and a page
/// shows it.
@NullMarked
package dev.multifetch.workshop.race;

import org.jspecify.annotations.NullMarked;
