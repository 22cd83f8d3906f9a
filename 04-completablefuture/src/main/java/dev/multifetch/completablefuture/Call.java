package dev.multifetch.completablefuture;

import dev.multifetch.Outcome;
import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.UrlFetch;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/// The work on one URL. I/O threads tell it what came, any other may end it, so each takes its turn
/// with the [UrlFetch]; nobody waits here longer than that.
public final class Call implements AutoCloseable {

  private final Batch batch;
  private final UrlFetch fetch; // guarded by this
  private final Next first;
  private final CompletableFuture<Done> ended = new CompletableFuture<>();
  private final long began;

  Call(Batch batch, UrlFetch fetch) {
    this.batch = batch;
    this.fetch = fetch;
    this.first = fetch.start();
    this.began = batch.now();
  }

  /// When the work began, in nanoseconds since the batch did.
  long began() {
    return began;
  }

  /// The first thing to do.
  public Next start() {
    return ended.isDone() ? ended.resultNow() : first;
  }

  /// A response's head came; interim ones are told as well.
  public synchronized Step head(ResponseHead head) {
    return fetch.head(head);
  }

  /// A piece of the body came.
  public synchronized Step body(ByteBuffer piece) {
    return fetch.body(piece);
  }

  /// The body ended.
  public synchronized Next end() {
    return fetch.end();
  }

  /// The exchange failed: by itself, or because the work was ended.
  public synchronized Next failed(Throwable cause, boolean stale) {
    return fetch.failed(cause, stale);
  }

  /// Something threw that nothing should: this URL's outcome, and nobody waits for it for ever.
  public Outcome defect(Throwable thrown) {
    Throwable cause = ApacheMessages.failure(thrown);
    end(fetch -> fetch.failed(cause, false) instanceof Done done ? done : givenUp(fetch, cause));
    return ended.resultNow().outcome();
  }

  /// A redirect's body does not matter, so a defect in it leads on to the next hop; here it must
  /// not.
  private static Done givenUp(UrlFetch fetch, Throwable cause) {
    return (Done) fetch.failed(cause, false);
  }

  /// Whether the connection of the exchange just ended may carry another.
  public synchronized boolean connectionReusable() {
    return fetch.connectionReusable();
  }

  /// Ends the work from any thread; an outcome that is there stands.
  void end(Function<UrlFetch, Done> how) {
    Done done;
    synchronized (this) {
      done = how.apply(fetch);
    }
    ended.complete(done);
  }

  /// Leaves what is to be done if the work is ended before its time: to let go of what is held open
  /// for it. Nothing else reaches a socket: to cancel a future does not.
  public void onEnd(Consumer<? super Done> letGo) {
    var _ = ended.thenAccept(letGo);
  }

  /// The work is over, or given up: what is still held open for it is let go of.
  @Override
  public void close() {
    end(UrlFetch::cancelled);
    batch.ended(this);
  }
}
