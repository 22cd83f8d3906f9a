/// The exercises of the workshop, and the checks that judge what a learner wrote.
@NullMarked
package dev.multifetch.workshop;

import org.jspecify.annotations.NullMarked;
