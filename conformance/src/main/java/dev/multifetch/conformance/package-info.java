/// The suite that holds every model to the contract: what a model extends, what it may declare, and
/// the trial of the suite itself. Below it, and none of them knows this package: the rules and
/// their tests, the faults, the fixtures, and the servers that misbehave on command.
@NullMarked
package dev.multifetch.conformance;

import org.jspecify.annotations.NullMarked;
