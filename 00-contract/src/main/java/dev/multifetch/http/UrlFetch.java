package dev.multifetch.http;

import static dev.multifetch.FailureKind.CANCELLED;
import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.FailureKind.DEADLINE;
import static dev.multifetch.FailureKind.TIMED_OUT;
import static java.util.Objects.requireNonNull;

import dev.multifetch.BodyHandler;
import dev.multifetch.BodyHandler.Response;
import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Headers;
import dev.multifetch.HttpProxy;
import dev.multifetch.Outcome;
import dev.multifetch.Timing;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Moved;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Receive;
import dev.multifetch.http.Step.Send;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

  private static final int MAX_INTERIM = 16; // interim heads before the final one
  private static final int MAX_DRAINED = 16 << 10; // bytes; more cost more than connecting

  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "cookie", "proxy-authorization");

  private final long index;
  private final URI url;
  private final int attempt;
  private final boolean staysAtOrigin;
  private final Optional<BodyHandler> bodies;
  private final FetchOptions options;
  private final LongSupplier clock;
  private final Redirects redirects;

  private URI current;
  private Headers headers;
  private Exchange exchange = new Exchange(false);
  private int hops; // redirects that were followed
  private boolean connectionReusable;
  private long started = Timing.NEVER;
  private long firstByte = Timing.NEVER;
  private @Nullable Done done;

  /// The state of the current exchange.
  private static final class Exchange {
    final boolean onFreshConnection;
    int interim;
    @Nullable ResponseHead head;
    @Nullable URI onward;
    @Nullable ResponseBody body;
    boolean mayWait;
    boolean keepAlive;

    Exchange(boolean onFreshConnection) {
      this.onFreshConnection = onFreshConnection;
    }

    /// R41: retries once, and only if the server may not have seen the request.
    boolean mayBeRetried() {
      return !onFreshConnection && interim == 0 && head == null;
    }
  }

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
    this.index = index;
    this.url = requireNonNull(url, "a URL");
    this.attempt = attempt;
    this.staysAtOrigin = staysAtOrigin;
    this.bodies = bodies;
    this.options = options;
    this.clock = clock;
    this.redirects = new Redirects(options.maxRedirects());
    this.current = url;
    this.headers = options.headers();
  }

  /// Begins the work: the URL's `timeout` counts from here.
  public Next start() {
    if (done != null) {
      return done;
    }
    started = clock.getAsLong();
    return send(current, false);
  }

  /// Goes on at the origin that [Step.Moved] named.
  public Next resume() {
    return done != null ? done : send(current, false);
  }

  /// A response's head came; interim heads come here, too.
  public Step head(ResponseHead head) {
    if (done != null) {
      return done;
    }
    connectionReusable = false; // the old state belongs to the exchange before
    try {
      head.check(options.maxHeadBytes());
      return head.interim() ? interim(head) : begin(head);
    } catch (FetchException e) {
      return broken(e);
    }
  }

  /// A piece of the body came, without its chunked framing but with its content codings, which are
  /// undone here.
  public Step body(ByteBuffer piece) {
    if (done != null) {
      return done;
    }
    try {
      body().accept(piece);
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
      BodyKeeper kept = body().end();
      connectionReusable = exchange.keepAlive;
      return exchange.onward != null ? follow(exchange.onward) : fetched(kept);
    } catch (FetchException e) {
      return broken(e);
    }
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
    if (stale && kind == CONNECTION_LOST && exchange.mayBeRetried()) {
      connectionReusable = false;
      tell(() -> "the server had closed this connection before: asks again on a new one (R41)");
      return send(current, true);
    }
    String detail = Failures.detailOf(cause) + (kind == CONNECTION_LOST ? way() : "");
    return broken(new FetchException(kind, detail, cause));
  }

  /// R63: a proxy that is silent, or that is gone, looks like a server that is.
  private String way() {
    return Origin.named(current)
        .flatMap(origin -> Route.to(origin, options).proxy())
        .map(proxy -> ", through proxy " + proxy)
        .orElse("");
  }

  /// The URL will be tried again: the body that this attempt has written does not count.
  public void discard() {
    if (exchange.body != null) {
      exchange.body.discard();
    }
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

  /// Whether the connection of the exchange that has just ended may carry another. The response
  /// must have come to its end, and its framing and head must allow another request (RFC 9112
  /// section 9.3).
  public boolean connectionReusable() {
    return connectionReusable;
  }

  private Next send(URI to, boolean onFreshConnection) {
    current = to;
    exchange = new Exchange(onFreshConnection);
    try {
      Request request = Request.of(to, options, headers);
      tell(() -> "asks for " + to + (attempt == 1 ? "" : ", attempt " + attempt));
      return new Send(request, onFreshConnection);
    } catch (FetchException e) {
      return fail(e.kind(), Failures.detailOf(e));
    }
  }

  private Step interim(ResponseHead head) throws FetchException {
    if (head.status() == 101) {
      throw ResponseHead.malformed("101 Switching Protocols, which nobody asked for");
    }
    if (++exchange.interim > MAX_INTERIM) {
      throw ResponseHead.malformed("over " + MAX_INTERIM + " interim responses");
    }
    return Receive.MORE;
  }

  private Step begin(ResponseHead head) throws FetchException {
    firstByte = clock.getAsLong();
    checkProxy(head.status());
    Framing framing = Framing.of(head);
    exchange.head = head;
    exchange.keepAlive = head.keepsConnection() && !(framing instanceof Framing.UntilClose);
    tell(
        () ->
            "answered with status %d; the connection %s"
                .formatted(head.status(), exchange.keepAlive ? "stays open" : "will be closed"));
    exchange.onward = redirects.next(current, head).orElse(null);
    if (exchange.onward != null && !exchange.keepAlive) {
      connectionReusable = false;
      return follow(exchange.onward); // R33: its body may never end, and reading it gains nothing
    }
    exchange.body = exchange.onward == null ? body(framing, head) : drained(framing);
    return exchange.body.announcedEmpty() && !mayWait() ? end() : Receive.MORE;
  }

  /// R63: only the proxy asks for its password, so a 407 is no answer of the origin.
  private void checkProxy(int status) throws FetchException {
    Optional<HttpProxy> asking =
        status == 407 ? Route.to(Origin.of(current), options).reader() : Optional.empty();
    if (asking.isPresent()) {
      throw Route.wantsCredentials(asking.get());
    }
  }

  private ResponseBody body(Framing framing, ResponseHead head) throws FetchException {
    long limit = options.maxBodyBytes();
    Headers codings = options.decoding() ? head.headers() : Headers.NONE;
    return new ResponseBody(framing, codings, keeper(head, limit), limit);
  }

  private BodyKeeper keeper(ResponseHead head, long limit) {
    exchange.mayWait = bodies.map(BodyHandler::mayWait).orElse(false);
    if (bodies.isEmpty()) {
      return new BoundedBody((int) limit);
    }
    Response response = new Response(index, url, current, head.status(), head.headers());
    return new WrittenBody(limit, () -> bodies.get().open(response));
  }

  private static ResponseBody drained(Framing framing) throws FetchException {
    return new ResponseBody(framing, Headers.NONE, new BoundedBody(MAX_DRAINED), MAX_DRAINED);
  }

  /// Whether [#body] and [#end] of the current exchange may wait, because its body does not go to
  /// memory.
  public boolean mayWait() {
    return exchange.mayWait;
  }

  private ResponseBody body() {
    return requireNonNull(exchange.body, "a body without a head");
  }

  /// A redirect's head says everything, so errors in its body do not matter.
  private Next broken(FetchException cause) {
    connectionReusable = false;
    return exchange.onward != null
        ? follow(exchange.onward)
        : fail(cause.kind(), Failures.detailOf(cause));
  }

  /// Whether the rest of the current exchange does not matter: it is the body of a redirect, read
  /// only to keep the connection. If the exchange fails, the redirect is followed all the same.
  public boolean onlyDrains() {
    return done == null && exchange.onward != null;
  }

  private Next follow(URI onward) {
    release();
    hops++;
    Origin to = origin(onward);
    boolean moves = !origin(current).equals(to);
    if (moves) { // R32: later hops start from the fields that are left
      headers = headers.without(name -> CREDENTIALS.contains(name.toLowerCase(Locale.ROOT)));
    }
    tell(
        () ->
            "redirected to "
                + onward
                + (moves ? ", another origin: fields with credentials stay behind (R32)" : ""));
    if (moves && staysAtOrigin) {
      current = onward;
      exchange = new Exchange(false);
      return new Moved(to);
    }
    return send(onward, false);
  }

  private static Origin origin(URI checked) {
    try {
      return Origin.of(checked);
    } catch (FetchException e) {
      throw new IllegalStateException(e); // start() and Redirects let no such URL pass
    }
  }

  private Done fetched(BodyKeeper kept) {
    ResponseHead head = requireNonNull(exchange.head);
    tell(() -> "the body is whole: %d bytes%s".formatted(kept.size(), codings(head)));
    return done(
        new Fetched(
            index,
            url,
            current,
            head.status(),
            head.headers(),
            kept.bytes(),
            kept.size(),
            timing()));
  }

  private String codings(ResponseHead head) {
    List<String> codings = head.headers().members("Content-Encoding");
    return codings.isEmpty() || !options.decoding()
        ? ""
        : ", without " + String.join(", ", codings);
  }

  /// Tells the caller's listener, if there is one, what was decided or done for this URL. May be
  /// called on any thread.
  public void tell(Supplier<String> decision) {
    options.decisions().ifPresent(listener -> listener.decided(index, url, decision.get()));
  }

  private Done fail(FailureKind kind, String detail) {
    if (done != null) {
      return done;
    }
    connectionReusable = false;
    String where =
        switch (hops) {
          case 0 -> "";
          case 1 -> "after 1 redirect, at " + current + ": ";
          default -> "after " + hops + " redirects, at " + current + ": ";
        };
    tell(() -> "failed: %s, %s".formatted(kind, where + detail));
    return done(new Failed(index, url, kind, where + detail, timing()));
  }

  private Done done(Outcome outcome) {
    Done last = new Done(outcome);
    done = last; // first, because the caller's writer may throw in abort()
    release();
    return last;
  }

  private void release() {
    if (exchange.body != null) {
      exchange.body.release();
    }
  }

  private Timing timing() {
    long now = clock.getAsLong();
    return new Timing(started == Timing.NEVER ? now : started, firstByte, now, attempt);
  }
}
