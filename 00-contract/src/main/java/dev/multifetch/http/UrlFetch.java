package dev.multifetch.http;

import static dev.multifetch.FailureKind.CANCELLED;
import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.FailureKind.DEADLINE;
import static dev.multifetch.FailureKind.TIMED_OUT;
import static java.util.Objects.requireNonNull;

import dev.multifetch.BodyHandler;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Outcome;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Moved;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Receive;
import dev.multifetch.http.Step.Send;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Decides what one URL needs next. It does no I/O, waits only for a [BodyHandler] and its writer,
/// and reads only the clock that it is given. A model tells it what happened, and does what it
/// says:
///
/// ```java
/// Step.Next next = fetch.start();
/// while (next instanceof Step.Send send) {
///   next = exchange(send); // head(), body() while it says MORE, end(); or failed()
/// }
/// Outcome outcome = ((Step.Done) next).outcome();
/// ```
///
/// A URL has one outcome: after [Step.Done], each later event gets the same answer. Only one thread
/// may use it at a time. There is one exception: while a [BodyHandler] or its writer waits, the
/// waiting thread may let another thread use it.
public final class UrlFetch {

  private final Attempt attempt;
  private final boolean staysAtOrigin;
  private final Optional<BodyHandler> bodies;
  private final FetchOptions options;
  private final Redirects redirects;

  private Received received = new Received();
  private boolean onFreshConnection;
  private boolean connectionReusable;
  private @Nullable Done done;

  /// The first attempt at a URL, which follows redirects wherever they may lead.
  ///
  /// @param index the URL's place in its batch
  /// @param clock nanoseconds since the batch began
  public UrlFetch(long index, URI url, FetchOptions options, LongSupplier clock) {
    this(index, url, 1, false, options.bodies(), options, clock);
  }

  /// @param attempt from 1
  /// @param staysAtOrigin whether a redirect to another origin leads to [Step.Moved], until
  ///   [#resume]
  /// @param bodies replaces the handler of the options
  public UrlFetch(
      long index,
      URI url,
      int attempt,
      boolean staysAtOrigin,
      Optional<BodyHandler> bodies,
      FetchOptions options,
      LongSupplier clock) {
    requireNonNull(url, "a URL");
    this.attempt = new Attempt(index, url, attempt, options.decisions(), clock);
    this.staysAtOrigin = staysAtOrigin;
    this.bodies = bodies;
    this.options = options;
    this.redirects = new Redirects(url, options.headers(), options.maxRedirects());
  }

  /// Begins the work: the URL's `timeout` counts from here.
  public Next start() {
    if (done != null) {
      return done;
    }
    attempt.starts();
    return send(false);
  }

  /// Goes on at the origin that [Step.Moved] named.
  public Next resume() {
    return done != null ? done : send(false);
  }

  private Next send(boolean onFreshConnection) {
    received = new Received();
    this.onFreshConnection = onFreshConnection;
    try {
      Request request = Request.of(redirects.current(), options, redirects.headers());
      attempt.asksFor(redirects.current());
      return new Send(request, onFreshConnection);
    } catch (FetchException e) {
      return fail(e.kind(), Failures.detailOf(e));
    }
  }

  /// A response's head came; interim heads come here, too.
  public Step head(ResponseHead head) {
    if (done != null) {
      return done;
    }
    connectionReusable = false; // the old state belongs to the exchange before
    try {
      head.check(options.maxHeadBytes());
      if (head.interim()) {
        received.interim(head);
        return Receive.MORE;
      }
      return answer(head);
    } catch (FetchException e) {
      return broken(e);
    }
  }

  private Step answer(ResponseHead head) throws FetchException {
    attempt.isAnswered();
    Route.check(head.status(), redirects.current(), options);
    received.head(head);
    boolean staysOpen = received.keepsConnection();
    tell(
        () ->
            "answered with status %d; the connection %s"
                .formatted(head.status(), staysOpen ? "stays open" : "will be closed"));
    Optional<URI> onward = redirects.next(head);
    if (onward.isEmpty()) {
      received.keep(keeper(head), options);
    } else if (staysOpen) {
      received.drain(onward.get());
    } else {
      return follow(onward.get()); // R33: its body may never end, and reading it gains nothing
    }
    return received.announcesNoBody() && !mayWait() ? end() : Receive.MORE;
  }

  private BodyKeeper keeper(ResponseHead head) {
    long limit = options.maxBodyBytes();
    return bodies.isEmpty()
        ? new BoundedBody((int) limit)
        : new WrittenBody(limit, bodies.get(), attempt.response(redirects.current(), head));
  }

  /// Whether [#body] and [#end] of the current exchange may wait, because its body does not go to
  /// memory.
  public boolean mayWait() {
    return received.mayWait();
  }

  /// Whether the rest of the current exchange does not matter: it is the body of a redirect, read
  /// only to keep the connection. If the exchange fails, the redirect is followed all the same.
  public boolean onlyDrains() {
    return done == null && received.onward().isPresent();
  }

  /// A piece of the body came, without its chunked framing but with its content codings, which are
  /// undone here.
  public Step body(ByteBuffer piece) {
    if (done != null) {
      return done;
    }
    try {
      received.body(piece);
      return Receive.MORE;
    } catch (FetchException e) {
      return broken(e);
    }
  }

  /// The body ended where its framing says.
  public Next end() {
    if (done != null) {
      return done;
    }
    try {
      BodyKeeper kept = received.end();
      connectionReusable = received.keepsConnection();
      return received.onward().map(this::follow).orElseGet(() -> fetched(kept));
    } catch (FetchException e) {
      return broken(e);
    }
  }

  private Next follow(URI onward) {
    received.release();
    Optional<Origin> other = redirects.follow(onward);
    tell(
        () ->
            "redirected to "
                + onward
                + (other.isEmpty()
                    ? ""
                    : ", another origin: fields with credentials stay behind (R32)"));
    if (other.isPresent() && staysAtOrigin) {
      received = new Received();
      return new Moved(other.get(), onward);
    }
    return send(false);
  }

  private Done fetched(BodyKeeper kept) {
    ResponseHead head = received.head();
    tell(() -> "the body is whole: %d bytes%s".formatted(kept.size(), codings(head)));
    return done(attempt.fetched(redirects.current(), head, kept));
  }

  private String codings(ResponseHead head) {
    List<String> codings = head.headers().members("Content-Encoding");
    return codings.isEmpty() || !options.decoding()
        ? ""
        : ", without " + String.join(", ", codings);
  }

  /// Whether the connection of the exchange that has just ended may carry another. The response
  /// must have come to its end, and its framing and head must allow another request (RFC 9112
  /// section 9.3).
  public boolean connectionReusable() {
    return connectionReusable;
  }

  /// The exchange failed.
  ///
  /// @param cause the library's exception, or a [FetchException] if the transport knows more
  /// @param stale whether the connection had served before and not a byte of response came: then
  ///   the server had closed it and never saw this request (RFC 9112 section 9.3.1)
  public Next failed(Throwable cause, boolean stale) {
    if (done != null) {
      return done;
    }
    FailureKind kind = Failures.kindOf(cause);
    if (stale && kind == CONNECTION_LOST && mayBeRetried()) {
      connectionReusable = false;
      tell(() -> "the server had closed this connection before: asks again on a new one (R41)");
      return send(true);
    }
    String detail = Failures.detailOf(cause) + (kind == CONNECTION_LOST ? way() : "");
    return broken(new FetchException(kind, detail, cause));
  }

  /// R41: retries once, and only if the server may not have seen the request.
  private boolean mayBeRetried() {
    return !onFreshConnection && received.nothing();
  }

  /// A redirect's head says everything, so errors in its body do not matter.
  private Next broken(FetchException cause) {
    connectionReusable = false;
    return received
        .onward()
        .map(this::follow)
        .orElseGet(() -> fail(cause.kind(), Failures.detailOf(cause)));
  }

  /// The URL's `timeout` passed.
  public Done timedOut() {
    return fail(TIMED_OUT, "not finished within " + options.timeout().toMillis() + " ms" + way());
  }

  /// Nothing came for the URL's `stallTimeout`.
  public Done stalled() {
    long millis = options.stallTimeout().orElseThrow().toMillis();
    return fail(TIMED_OUT, "nothing came for " + millis + " ms" + way());
  }

  /// The batch's `deadline` passed.
  public Done deadlinePassed() {
    return fail(DEADLINE, "not finished when the deadline passed");
  }

  /// The fetcher was closed, or the caller gave up the batch.
  public Done cancelled() {
    return fail(CANCELLED, "not finished when the fetcher was closed");
  }

  private String way() {
    return Route.throughProxy(redirects.current(), options);
  }

  private Done fail(FailureKind kind, String detail) {
    if (done != null) {
      return done;
    }
    connectionReusable = false;
    return done(attempt.failed(kind, redirects.soFar() + detail));
  }

  private Done done(Outcome outcome) {
    Done last = new Done(outcome);
    done = last; // first, because the caller's writer may throw in abort()
    received.release();
    return last;
  }

  /// The URL will be tried again: the body that this attempt has written does not count.
  public void discard() {
    received.discard();
  }

  /// Tells the caller's listener, if there is one, what was decided or done for this URL. May be
  /// called on any thread.
  public void tell(Supplier<String> decision) {
    attempt.tell(decision);
  }
}
