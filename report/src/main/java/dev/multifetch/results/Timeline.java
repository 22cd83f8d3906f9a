package dev.multifetch.results;

import java.util.List;

/// What one model did with the first URLs of a batch, one bar for each.
///
/// @param name the model
/// @param bars in the order of the URLs
public record Timeline(String name, List<Bar> bars) {

  /// One URL, in milliseconds since the batch began.
  ///
  /// @param started its work began
  /// @param firstByte its head had come
  /// @param finished its outcome was known
  /// @param thread the thread that worked for it: the exchange's own thread, or else the event loop
  public record Bar(double started, double firstByte, double finished, String thread) {}
}
