/// The suite that tests every model against the contract: the class that a model extends, the
/// deviations that it declares, and runs of the suite over fetchers that break a rule. The packages
/// below do not know this one: the rules and their tests, the faults, the fixtures, and the servers
/// that misbehave on command.
@NullMarked
package dev.multifetch.conformance;

import org.jspecify.annotations.NullMarked;
