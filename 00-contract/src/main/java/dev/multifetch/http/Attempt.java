package dev.multifetch.http;

import dev.multifetch.BodyHandler.Response;
import dev.multifetch.DecisionListener;
import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import dev.multifetch.Timing;
import java.net.URI;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// One attempt at a URL, as its caller sees it: when it began, what was decided, and its outcome.
final class Attempt {

  private final long index;
  private final URI url;
  private final int number;
  private final Optional<DecisionListener> listener;
  private final LongSupplier clock;
  private long started = Timing.NEVER;
  private long firstByte = Timing.NEVER;

  /// @param index the URL's place in its batch
  /// @param number from 1
  /// @param clock nanoseconds since the batch began
  Attempt(
      long index, URI url, int number, Optional<DecisionListener> listener, LongSupplier clock) {
    this.index = index;
    this.url = url;
    this.number = number;
    this.listener = listener;
    this.clock = clock;
  }

  void starts() {
    started = clock.getAsLong();
  }

  /// Tells the caller's listener, if there is one, what was decided or done.
  void tell(Supplier<String> decision) {
    try {
      listener.ifPresent(to -> to.decided(index, url, decision.get()));
    } catch (RuntimeException | Error _) {
      // It only watches: what it throws must cost no outcome (R45).
    }
  }

  void asksFor(URI current) {
    tell(() -> "asks for " + current + (number == 1 ? "" : ", attempt " + number));
  }

  void isAnswered() {
    firstByte = clock.getAsLong();
  }

  /// What the caller's [dev.multifetch.BodyHandler] may know.
  Response response(URI finalUrl, ResponseHead head) {
    return new Response(index, url, finalUrl, head.status(), head.headers());
  }

  Fetched fetched(URI finalUrl, ResponseHead head, BodyKeeper body) {
    return new Fetched(
        index, url, finalUrl, head.status(), head.headers(), body.bytes(), body.size(), timing());
  }

  Failed failed(FailureKind kind, String detail) {
    tell(() -> "failed: %s, %s".formatted(kind, detail));
    return new Failed(index, url, kind, detail, timing());
  }

  private Timing timing() {
    long now = clock.getAsLong();
    return new Timing(started == Timing.NEVER ? now : started, firstByte, now, number);
  }
}
