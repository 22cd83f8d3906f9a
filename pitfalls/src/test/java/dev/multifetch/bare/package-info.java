/// Libraries as their tutorials show them, left alone with every fault that the suite knows.
@NullMarked
package dev.multifetch.bare;

import org.jspecify.annotations.NullMarked;
