/// `multifetch get`: fetches a list of URLs with one of the models.
@NullMarked
package dev.multifetch.cli.get;

import org.jspecify.annotations.NullMarked;
