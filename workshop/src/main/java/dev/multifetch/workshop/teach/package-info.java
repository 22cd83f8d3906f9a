/// What a teacher has open: the slides, and the votes of the class.
@NullMarked
package dev.multifetch.workshop.teach;

import org.jspecify.annotations.NullMarked;
