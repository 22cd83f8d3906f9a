/// Random responses, and whether several fetchers make the same of them.
@NullMarked
package dev.multifetch.conformance.oracle;

import org.jspecify.annotations.NullMarked;
