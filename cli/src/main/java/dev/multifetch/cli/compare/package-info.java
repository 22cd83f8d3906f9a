/// `multifetch compare`: measures the models against each other and reports.
@NullMarked
package dev.multifetch.cli.compare;

import org.jspecify.annotations.NullMarked;
