/// Serves the pages of the workshop from this process.
@NullMarked
package dev.multifetch.workshop.web;

import org.jspecify.annotations.NullMarked;
