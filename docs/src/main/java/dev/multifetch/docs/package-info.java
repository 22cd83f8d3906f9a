/// Compares every Markdown file with the code it teaches from, and rewrites what differs on
/// request.
@NullMarked
package dev.multifetch.docs;

import org.jspecify.annotations.NullMarked;
