/// The suite that holds every model to the contract: what a model extends and declares, and runs of
/// the suite over fetchers that break a rule. The packages below do not know this one: the rules
/// and their tests, the faults, the fixtures, and the servers that misbehave on command.
@NullMarked
package dev.multifetch.conformance;

import org.jspecify.annotations.NullMarked;
