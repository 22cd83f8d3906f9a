package dev.multifetch.cluster;

import java.io.Serializable;
import java.util.Collection;

/// What one member counts in one execution of the job.
///
/// @param execution the engine's number for it
/// @param read URLs that this member read from the list and sent on
/// @param skipped URLs that it read and that were done
/// @param allRead whether it has read its part of the list
/// @param settled URLs that were sent to this member, or came by a redirect, and have an outcome
record Tally(long execution, long read, long skipped, boolean allRead, long settled)
    implements Serializable {

  static final Tally NONE = new Tally(0, 0, 0, false, 0);

  /// Whether each URL that any member read has an outcome. All these only grow. So if the sums are
  /// equal although they are a little old, nothing is on its way between members.
  ///
  /// @param members how many take part in the execution
  static boolean isOver(long execution, int members, Collection<Tally> tallies) {
    var current = tallies.stream().filter(tally -> tally.execution == execution).toList();
    return current.size() == members
        && current.stream().allMatch(Tally::allRead)
        && current.stream().mapToLong(Tally::read).sum()
            == current.stream().mapToLong(Tally::settled).sum();
  }

  Tally plusRead() {
    return new Tally(execution, read + 1, skipped, allRead, settled);
  }

  Tally plusSkipped() {
    return new Tally(execution, read, skipped + 1, allRead, settled);
  }

  Tally withAllRead() {
    return new Tally(execution, read, skipped, true, settled);
  }

  Tally plusSettled() {
    return new Tally(execution, read, skipped, allRead, settled + 1);
  }
}
