/// The page that shows what was measured.
@NullMarked
package dev.multifetch.report;

import org.jspecify.annotations.NullMarked;
