package dev.multifetch.results;

/// The group in which a row is ranked. Two tracks are never in one ranking.
public enum Track {
  /// The models, each over its usual library, as a user gets them.
  AS_SHIPPED,
  /// Models over the same other library. Compared with those above, they show which costs are the
  /// model's and which the library's.
  CONTROLLED,
  /// The clients of other projects.
  PEER,
  /// The most that the server can give.
  CEILING
}
