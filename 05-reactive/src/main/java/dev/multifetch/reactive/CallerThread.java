package dev.multifetch.reactive;

import dev.multifetch.client.OutcomeQueue;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.exceptions.Exceptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lets parts of a stream run on the thread that waits for its end: other threads leave them here.
/// The schedulers are of our own because the first touch of RxJava's `Schedulers` starts a thread
/// that never ends (R44).
final class CallerThread {

  private final OutcomeQueue<Runnable> tasks = new OutcomeQueue<>(Integer.MAX_VALUE);

  /// For what event loops are waiting for.
  Scheduler now() {
    return leaving(tasks::addUrgent);
  }

  /// For what can wait a moment, so that this thread is woken once for many outcomes.
  Scheduler soon() {
    return leaving(tasks::add);
  }

  /// For what is done by whichever thread asks for it. What RxJava takes for fatal it throws at
  /// that thread, and its operators do not go on from there: so it ends the stream, here (R45).
  Scheduler anyThread() {
    return leaving(
        task -> {
          try {
            task.run();
          } catch (Error fatal) {
            tasks.addUrgent(
                () -> {
                  throw fatal;
                });
          }
        });
  }

  private static Scheduler leaving(Consumer<Runnable> tasks) {
    return new Scheduler() {
      @Override
      public Worker createWorker() {
        return new Leaving(tasks);
      }
    };
  }

  /// Leaves the tasks of one part of a stream here, none of them for later.
  private static final class Leaving extends Scheduler.Worker {

    private final Consumer<Runnable> tasks;
    private final Disposable part = Disposable.empty();

    Leaving(Consumer<Runnable> tasks) {
      this.tasks = tasks;
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
      Disposable due = Disposable.empty();
      tasks.accept(
          () -> {
            if (!due.isDisposed() && !isDisposed()) {
              task.run();
            }
          });
      return due;
    }

    @Override
    public void dispose() {
      part.dispose();
    }

    @Override
    public boolean isDisposed() {
      return part.isDisposed();
    }
  }

  /// Runs what comes until the stream has ended, and throws what it ended with. It must end on this
  /// very thread.
  void runUntilEnd(Completable stream) throws InterruptedException {
    CompletableFuture<Void> end = new CompletableFuture<>();
    Disposable running = stream.subscribe(() -> end.complete(null), end::completeExceptionally);
    try {
      while (!end.isDone()) {
        tasks.take().run();
      }
    } finally {
      running.dispose();
    }
    if (end.isCompletedExceptionally()) {
      if (end.exceptionNow() instanceof InterruptedException interrupt) {
        throw interrupt;
      }
      throw Exceptions.propagate(end.exceptionNow());
    }
  }

  /// R36: there may always be something to do, and nothing to wait for.
  void checkInterrupt() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /// Runs what is there and waits for nothing.
  void runWhatIsThere() {
    @Nullable Runnable task = tasks.poll();
    while (task != null) {
      task.run();
      task = tasks.poll();
    }
  }
}
