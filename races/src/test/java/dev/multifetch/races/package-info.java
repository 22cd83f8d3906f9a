/// Races between the pieces of the models, explored step by step.
@NullMarked
package dev.multifetch.races;

import org.jspecify.annotations.NullMarked;
