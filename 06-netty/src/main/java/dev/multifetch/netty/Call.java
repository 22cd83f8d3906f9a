package dev.multifetch.netty;

import dev.multifetch.Outcome;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import dev.multifetch.http.UrlFetch;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.function.Consumer;
import java.util.function.Function;

/// The work on one URL, confined to one loop through all redirects. It waits nowhere: a connection
/// calls back when the exchange at hand is over, unless [#end] comes first and closes it.
final class Call {

  private final Loop loop;
  private final Batch batch;
  private final UrlFetch fetch;
  private final Promise<Outcome> outcome;
  private final long began = System.nanoTime();
  private Runnable abort = () -> {};

  Call(Loop loop, Batch batch, UrlFetch fetch) {
    this.loop = loop;
    this.batch = batch;
    this.fetch = fetch;
    this.outcome = loop.events().newPromise();
  }

  /// Runs one exchange, over an idle connection if there is one, and calls back. An idle connection
  /// carries the request once the loop has looked at its sockets again: what the server sent before
  /// may be there, and must not be taken for the answer (R42).
  void exchange(Send send, Consumer<Next> then) {
    attempt(
        then,
        () -> {
          Connection idle =
              send.onFreshConnection() ? null : loop.connections().take(send.request().origin());
          if (idle == null) {
            connect(send, then);
          } else {
            abort = idle::close;
            loop.afterReading(() -> attempt(then, () -> reuse(idle, send, then)));
          }
        });
  }

  /// What is thrown by us, Netty or the JVM is this URL's outcome, and nobody else's.
  private void attempt(Consumer<Next> then, Runnable step) {
    try {
      step.run();
    } catch (Throwable defect) {
      abort.run();
      then.accept(fetch.failed(defect, false));
    }
  }

  private void reuse(Connection idle, Send send, Consumer<Next> then) {
    if (outcome.isDone()) {
      return; // ended meanwhile, or cancelled and about to end
    }
    if (idle.isActive()) {
      exchange(idle, send, then);
    } else {
      exchange(send, then);
    }
  }

  private void connect(Send send, Consumer<Next> then) {
    Future<Connection> opening = loop.connections().open(send.request().origin());
    abort = () -> opening.cancel(false);
    opening.addListener(
        (Future<Connection> opened) -> {
          if (opened.isSuccess()) {
            attempt(then, () -> exchange(opened.getNow(), send, then));
          } else if (!opened.isCancelled()) {
            then.accept(fetch.failed(Causes.translated(opened.cause()), false));
          }
        });
  }

  private void exchange(Connection connection, Send send, Consumer<Next> then) {
    abort = connection::close;
    connection.send(send.request(), new Exchange(fetch, then));
  }

  /// The outcome is known.
  void done(Done done) {
    loop.atWork().remove(this);
    outcome.trySuccess(done.outcome());
  }

  /// Ends the work, unless it has ended.
  void end(Function<UrlFetch, Done> how) {
    abort.run();
    done(how.apply(fetch));
  }

  /// How long the work has taken, in nanoseconds.
  long age() {
    return System.nanoTime() - began;
  }

  Loop loop() {
    return loop;
  }

  Batch batch() {
    return batch;
  }

  Future<Outcome> outcome() {
    return outcome;
  }
}
