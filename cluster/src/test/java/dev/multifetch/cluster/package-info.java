@NullMarked
package dev.multifetch.cluster;

import org.jspecify.annotations.NullMarked;
