package dev.multifetch.conformance.reference;

import static java.util.Objects.requireNonNull;

import dev.multifetch.BodyHandler;
import dev.multifetch.BodyWriter;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.UrlFetch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The work of a [ReferenceFetcher] on one URL. One thread does it; any other may end it, which
/// drops the connection that the first one waits for, and aborts the writer.
final class Work {

  final UrlFetch fetch;
  long used; // of its time-out, in nanoseconds, before it went on to another origin
  volatile long lastHeard = System.nanoTime();
  private volatile boolean writes; // so that the server is not waited for
  private @Nullable Function<UrlFetch, Done> ending; // guarded by this
  private Runnable abort = () -> {}; // guarded by this
  private @Nullable BodyWriter writer; // that is waited for; guarded by this

  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }

  Work(UrlFetch fetch) {
    this.fetch = fetch;
  }

  /// Ends it from any thread; the first ending counts.
  synchronized void end(Function<UrlFetch, Done> how) {
    if (ending == null) {
      ending = how;
      abort.run();
      if (writer != null) {
        writer.abort();
      }
    }
  }

  /// Something came, or begins to be waited for.
  void heard() {
    lastHeard = System.nanoTime();
  }

  /// How long nothing has come that was waited for.
  Duration silence() {
    return writes ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lastHeard);
  }

  /// Opens a writer that an end of this work aborts.
  BodyWriter open(BodyHandler bodies, BodyHandler.Response response) throws IOException {
    writes = true;
    try {
      return new Abortable(bodies.open(response));
    } finally {
      isBack();
    }
  }

  private void write(BodyWriter to, Writing writing) throws IOException {
    writes = true;
    try {
      if (awaits(to)) {
        writing.run();
      }
    } finally {
      isBack();
    }
  }

  /// Notes whom an end has to abort, unless it has come.
  private synchronized boolean awaits(@Nullable BodyWriter to) {
    writer = to;
    return ending == null;
  }

  /// The fetch hears of an end that has come meanwhile before it hears what the writer made of its
  /// abort.
  private void isBack() {
    heard();
    writes = false;
    boolean goesOn = awaits(null);
    if (!goesOn) {
      var _ = requireNonNull(ending()).apply(fetch);
    }
  }

  private final class Abortable implements BodyWriter {

    private final BodyWriter to;

    Abortable(BodyWriter to) {
      this.to = to;
    }

    @Override
    public void write(ByteBuffer piece) throws IOException {
      Work.this.write(to, () -> to.write(piece));
    }

    @Override
    public void finish() throws IOException {
      Work.this.write(to, to::finish);
    }

    @Override
    public void abort() {
      to.abort();
    }
  }

  /// Leaves what frees the working thread from its wait. Runs at once if the work has ended.
  synchronized void onAbort(Runnable abort) {
    this.abort = abort;
    if (ending != null) {
      abort.run();
    }
  }

  /// From here on there is nothing to abort: the connection may be somebody else's.
  synchronized void beyondAbort() {
    abort = () -> {};
  }

  /// The exchange failed: by itself, or because the work was ended.
  Next failed(Throwable cause, boolean stale) {
    Function<UrlFetch, Done> how = ending();
    return how != null ? how.apply(fetch) : fetch.failed(cause, stale);
  }

  /// A redirect or a retry does not begin when the work was ended; an outcome that is there stands.
  Next unlessEnded(Next next) {
    Function<UrlFetch, Done> how = ending();
    return how != null ? how.apply(fetch) : next;
  }

  private synchronized @Nullable Function<UrlFetch, Done> ending() {
    return ending;
  }
}
