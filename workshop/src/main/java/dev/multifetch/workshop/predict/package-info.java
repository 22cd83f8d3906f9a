/// Asks for a prediction, runs a model, and compares the two.
@NullMarked
package dev.multifetch.workshop.predict;

import org.jspecify.annotations.NullMarked;
