package dev.multifetch.benchmarks.origin;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Grants what URLs wish for, on the origin's one event loop: a delay is a timer, nothing sleeps.
final class Answers {

  private static final int REMEMBERED = 100_000; // targets: reading one costs more than its answer

  private final Vertx vertx;
  private final Counters counters;
  private final Bodies bodies = new Bodies();
  private final Map<String, Wish> wishes = new HashMap<>();

  Answers(Vertx vertx, Counters counters) {
    this.vertx = vertx;
    this.counters = counters;
  }

  void answer(HttpServerRequest request) {
    Wish wish;
    try {
      wish = wish(request.uri());
    } catch (IllegalArgumentException e) {
      request.response().setStatusCode(400).end(e.getMessage() + "\n");
      return;
    }
    counters.received();
    if (wish.delay().isZero()) {
      grant(wish, request.response());
    } else {
      later(wish, request.response());
    }
  }

  private Wish wish(String target) {
    Wish known = wishes.get(target);
    if (known != null) {
      return known;
    }
    if (wishes.size() == REMEMBERED) {
      wishes.clear();
    }
    Wish wish = Wish.of(target);
    wishes.put(target, wish);
    return wish;
  }

  private void later(Wish wish, HttpServerResponse response) {
    long millis = Math.max(1, wish.delay().plus(Duration.ofNanos(500_000)).toMillis()); // rounded
    long timer = vertx.setTimer(millis, _ -> grant(wish, response));
    response.exceptionHandler(
        _ -> { // the client went away: it no longer has this in flight
          if (vertx.cancelTimer(timer)) {
            counters.ended(0);
          }
        });
  }

  private void grant(Wish wish, HttpServerResponse response) {
    Buffer body = bodies.of(wish.bytes());
    switch (wish.fate()) {
      case ANSWER -> response.end(body);
      case ERROR -> response.setStatusCode(500).end(body);
      case CUT -> {
        response.putHeader("content-length", Integer.toString(wish.bytes()));
        response.write(bodies.of(wish.bytes() / 2));
        response.reset(); // closes a connection of HTTP/1
      }
    }
    counters.ended(wish.bytes());
  }
}
