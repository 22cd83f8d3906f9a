/// The files that `get` writes bodies to, and what earlier runs have left there.
@NullMarked
package dev.multifetch.cli.get.files;

import org.jspecify.annotations.NullMarked;
