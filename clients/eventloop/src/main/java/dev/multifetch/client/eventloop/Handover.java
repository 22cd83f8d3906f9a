package dev.multifetch.client.eventloop;

import dev.multifetch.http.Step;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Runs what may wait on a thread that may, which an event loop's must not.
@FunctionalInterface
public interface Handover {

  /// @param work does not throw
  /// @param back is told what the work returned, on any thread
  void run(Supplier<Step> work, Consumer<Step> back);
}
