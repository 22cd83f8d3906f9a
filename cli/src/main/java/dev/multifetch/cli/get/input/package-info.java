/// The URLs that `get` fetches: where they come from, and what people write by mistake.
@NullMarked
package dev.multifetch.cli.get.input;

import org.jspecify.annotations.NullMarked;
