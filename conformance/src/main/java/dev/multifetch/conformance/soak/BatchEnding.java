package dev.multifetch.conformance.soak;

/// How a batch of the soak ends.
enum BatchEnding {
  LEFT_ALONE,
  INTERRUPTED,
  CONSUMER_THROWS,
  URLS_THROW,
  CLOSED,
  CLOSED_BY_CONSUMER,
  DEADLINE;

  /// Whether other batches can go on using the same fetcher, and it needs no special options.
  boolean leavesFetcherUsable() {
    return switch (this) {
      case LEFT_ALONE, INTERRUPTED, CONSUMER_THROWS, URLS_THROW -> true;
      case CLOSED, CLOSED_BY_CONSUMER, DEADLINE -> false;
    };
  }
}
