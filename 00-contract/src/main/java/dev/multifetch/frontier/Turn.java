package dev.multifetch.frontier;

/// The next thing that a model must do.
public sealed interface Turn {

  /// Begin the visit, and tell the frontier when it has ended.
  record Begin(Visit visit) implements Turn {}

  /// Begin nothing until a visit has ended, a URL has come, or the time has come. Then ask again.
  ///
  /// @param until in nanoseconds of the frontier's clock; [Long#MAX_VALUE] if there is no such time
  record Wait(long until) implements Turn {}

  /// Nothing is at work, nothing waits, and nothing more will come.
  record Finished() implements Turn {}
}
