package dev.multifetch;

import java.net.URI;

/// The result of one URL: it was [Fetched], or it [Failed].
public sealed interface Outcome permits Fetched, Failed {

  /// The URL's place in the batch, from 0.
  long index();

  /// The URL as it was asked for.
  URI url();

  /// When the work on it began and ended.
  Timing timing();
}
