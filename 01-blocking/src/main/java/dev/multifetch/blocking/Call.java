package dev.multifetch.blocking;

import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import dev.multifetch.http.UrlFetch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The work on one URL. One thread does it; any other may end it, which closes the connection that
/// the first one waits for: nothing else frees a thread from a blocking read.
public final class Call implements AutoCloseable {

  private final Batch batch;
  private final Transport transport;
  private final UrlFetch fetch;
  private final long began;
  private final Next first;
  private @Nullable Function<UrlFetch, Done> ending; // guarded by this
  private @Nullable Runnable abort; // guarded by this

  Call(Batch batch, Transport transport, UrlFetch fetch) {
    this.batch = batch;
    this.transport = transport;
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
    return unlessEnded(first);
  }

  /// Runs one exchange on the calling thread, and returns what to do after it.
  public Next exchange(Send send) {
    try {
      return unlessEnded(transport.exchange(send, this));
    } catch (
        Throwable defect) { // of a library, or the JVM's: this URL's outcome, not the batch's end
      return failed(defect, false);
    }
  }

  /// Ends the work from any thread; the first ending counts, and whoever comes after it makes sure.
  synchronized void end(Function<UrlFetch, Done> how) {
    if (ending == null) {
      ending = how;
    }
    if (abort != null) {
      abort.run();
    }
  }

  /// Leaves what frees this thread from its wait. Runs at once where the work has been ended
  /// already.
  synchronized void onAbort(Runnable abort) {
    this.abort = abort;
    if (ending != null) {
      abort.run();
    }
  }

  /// Whom the transport tells what comes.
  UrlFetch fetch() {
    return fetch;
  }

  /// The exchange failed: by itself, or because the work was ended.
  Next failed(Throwable cause, boolean stale) {
    Function<UrlFetch, Done> how = ending();
    return how != null ? how.apply(fetch) : fetch.failed(cause, stale);
  }

  /// A redirect or a retry does not begin when the work was ended; an outcome that is there stands.
  private Next unlessEnded(Next next) {
    Function<UrlFetch, Done> how = ending();
    return how != null ? how.apply(fetch) : next;
  }

  private synchronized @Nullable Function<UrlFetch, Done> ending() {
    return ending;
  }

  /// The work is over.
  @Override
  public void close() {
    batch.ended(this);
  }
}
