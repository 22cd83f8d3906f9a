@NullMarked
package dev.multifetch.workshop.predict;

import org.jspecify.annotations.NullMarked;
