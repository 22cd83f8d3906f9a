/// What people see of a crawl: a live page, and a line on a terminal. It knows nothing of how the
/// members talk to each other.
@NullMarked
package dev.multifetch.cluster.status;

import org.jspecify.annotations.NullMarked;
