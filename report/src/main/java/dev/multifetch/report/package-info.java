/// Makes the page that shows the results.
@NullMarked
package dev.multifetch.report;

import org.jspecify.annotations.NullMarked;
