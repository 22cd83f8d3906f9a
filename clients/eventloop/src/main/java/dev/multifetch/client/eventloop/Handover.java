package dev.multifetch.client.eventloop;

import dev.multifetch.http.Step;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Runs work that may wait on another thread, since an event loop must not wait.
@FunctionalInterface
public interface Handover {

  /// @param work does not throw
  /// @param back receives what the work returned, on any thread
  void run(Supplier<Step> work, Consumer<Step> back);
}
