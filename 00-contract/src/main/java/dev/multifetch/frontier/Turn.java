package dev.multifetch.frontier;

/// What a model does next.
public sealed interface Turn {

  /// Begins the visit, and tells the frontier when it has ended.
  record Begin(Visit visit) implements Turn {}

  /// Begins nothing until a visit has ended, a URL has come, or the time is there. Then the model
  /// asks again.
  ///
  /// @param until in nanoseconds of the frontier's clock; [Long#MAX_VALUE] for no such time
  record Wait(long until) implements Turn {}

  /// Nothing is at work, nothing waits, and nothing more will come.
  record Finished() implements Turn {}
}
