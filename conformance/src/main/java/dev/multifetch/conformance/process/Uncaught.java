package dev.multifetch.conformance.process;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Collects the exceptions that threads of this process throw and nobody catches (R39), also
/// RxJava's undeliverable errors.
public final class Uncaught implements Thread.UncaughtExceptionHandler, AutoCloseable {

  private final Thread.@Nullable UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();
  private final Queue<String> thrown = new ConcurrentLinkedQueue<>();

  /// Listens until it is closed.
  public Uncaught() {
    Thread.setDefaultUncaughtExceptionHandler(this);
  }

  @Override
  public void uncaughtException(Thread thread, Throwable e) {
    thrown.add("%s on thread \"%s\"".formatted(e, thread.getName()));
  }

  public List<String> thrown() {
    return List.copyOf(thrown);
  }

  @Override
  public void close() {
    Thread.setDefaultUncaughtExceptionHandler(before);
  }
}
