package dev.multifetch.frontier;

/// URLs that have been read and may not begin yet: a number of them in memory, and the rest in a
/// [Backlog].
final class ReadAhead {

  private static final int MOST_IN_MEMORY = 4096;
  private static final long MOST_IN_BACKLOG = 10_000_000; // else an endless list would fill a disk

  private final Backlog backlog;
  private int inMemory;
  private long inBacklog;

  ReadAhead(Backlog backlog) {
    this.backlog = backlog;
  }

  boolean isFull() {
    return inBacklog == MOST_IN_BACKLOG;
  }

  void add(OriginQueue at, Visit visit) {
    if (at.inBacklog == 0 && inMemory < MOST_IN_MEMORY) {
      at.waiting.add(visit);
      inMemory++;
    } else {
      backlog.add(at.origin, visit);
      at.inBacklog++;
      inBacklog++;
    }
  }

  /// Takes the visit that has waited longest for this origin. There must be one.
  Visit take(OriginQueue at) {
    Visit visit = at.waiting.poll();
    if (visit != null) {
      inMemory--;
      return visit;
    }
    visit = backlog.next(at.origin);
    at.inBacklog--;
    inBacklog--;
    return visit;
  }
}
