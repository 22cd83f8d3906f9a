package dev.multifetch.conformance.reference;

import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.UrlFetch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The work of a [ReferenceFetcher] on one URL. One thread does it; any other may end it, which
/// drops the connection that the first one waits for.
final class Work {

  final UrlFetch fetch;
  long used; // of its time-out, in nanoseconds, before it went on to another origin
  private @Nullable Function<UrlFetch, Done> ending; // guarded by this
  private Runnable abort = () -> {}; // guarded by this

  Work(UrlFetch fetch) {
    this.fetch = fetch;
  }

  /// Ends it from any thread; the first ending counts.
  synchronized void end(Function<UrlFetch, Done> how) {
    if (ending == null) {
      ending = how;
      abort.run();
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
