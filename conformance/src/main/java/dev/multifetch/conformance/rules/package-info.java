/// The rules of the contract as data, and the tests that prove them, topic by topic.
@NullMarked
package dev.multifetch.conformance.rules;

import org.jspecify.annotations.NullMarked;
