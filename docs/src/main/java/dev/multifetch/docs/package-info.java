/// Compares every Markdown file with the code that it shows, and rewrites differences on request.
@NullMarked
package dev.multifetch.docs;

import org.jspecify.annotations.NullMarked;
