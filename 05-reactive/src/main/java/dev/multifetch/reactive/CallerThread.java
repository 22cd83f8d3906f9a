package dev.multifetch.reactive;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.CompletableEmitter;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.exceptions.Exceptions;
import io.reactivex.rxjava3.functions.Action;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Lets parts of a stream run on the thread that waits for its end: other threads leave them here.
/// It is no `Scheduler`, because the first touch of RxJava's `Schedulers` starts a thread that
/// never ends (R44).
final class CallerThread {

  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

  /// The action as a part of a stream: it runs on the caller's thread, unless it was disposed of.
  Completable run(Action action) {
    return Completable.create(
        emitter ->
            tasks.add(
                () -> {
                  if (!emitter.isDisposed() && ran(action, emitter)) {
                    emitter.onComplete(); // begins the next URL, and throws what `urls` does
                  }
                }));
  }

  private static boolean ran(Action action, CompletableEmitter emitter) {
    try {
      if (Thread.interrupted()) { // R36: there may always be a task, and nothing to wait for
        throw new InterruptedException();
      }
      action.run();
      return true;
    } catch (Throwable thrown) { // whatever it is, it is the caller's
      emitter.tryOnError(thrown);
      return false;
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

  /// Runs what is there and waits for nothing.
  void runWhatIsThere() {
    @Nullable Runnable task = tasks.poll();
    while (task != null) {
      task.run();
      task = tasks.poll();
    }
  }
}
