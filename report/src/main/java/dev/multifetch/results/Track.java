package dev.multifetch.results;

/// Among whom a row is ranked: never are two tracks in one ranking.
public enum Track {
  /// The models, each over its first library: what one gets.
  AS_SHIPPED,
  /// Models over the same other library: with those above it tells what the model costs and what
  /// the library.
  CONTROLLED,
  /// Clients that are not ours.
  PEER,
  /// What the server can give at most.
  CEILING
}
