package dev.multifetch.benchmarks;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.benchmarks.server.PreparedResponses;
import dev.multifetch.benchmarks.server.RemoteServer;
import dev.multifetch.results.Evidence;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A short check before the measurement: a client that is fast because it does not do the work gets
/// no figure. On our server the check fetches bodies of several lengths, errors and cut
/// connections, and tests whether the client keeps and uses its limit. From another server it
/// fetches only the workload's URLs.
///
/// The check compares bodies byte for byte if the client is a model. A peer reports only their
/// length.
final class Gate {

  private static final int LIMIT = 16; // in flight, enough to test the limit
  private static final int SECONDS = 60;

  private final RemoteServer server;

  Gate(RemoteServer server) {
    this.server = server;
  }

  /// Why this contestant must not be measured; empty if it may be.
  Optional<String> refuses(Contestant contestant, Load load) throws InterruptedException {
    FutureTask<Optional<String>> check = new FutureTask<>(() -> check(contestant, load));
    Thread thread = Thread.ofPlatform().daemon().name("gate").start(check);
    try {
      return check.get(SECONDS, TimeUnit.SECONDS).map(reason -> "gate: " + reason);
    } catch (ExecutionException e) {
      return Optional.of("gate: it threw " + e.getCause());
    } catch (TimeoutException e) {
      return Optional.of("gate: it did not end within " + SECONDS + " s");
    } finally {
      thread.interrupt();
    }
  }

  private Optional<String> check(Contestant contestant, Load load) throws Exception {
    Optional<URI> base = server.base(load.workload().secure());
    if (base.isEmpty()) {
      return Optional.of(
          "the origin %s has no https: give one that begins with https://"
              .formatted(server.plain()));
    }
    FetchOptions options = Load.options(server, LIMIT);
    try (Contestant.Client client = contestant.open(options)) {
      if (!server.ours()) {
        return fetch(client, ExpectedBatch.of(base.get(), load.path(), 2 * LIMIT, false));
      }
      List<Callable<Optional<String>>> questions =
          List.of(
              () -> fetch(client, ExpectedBatch.of(base.get(), "/bytes/0", LIMIT, true)),
              () -> fetch(client, ExpectedBatch.of(base.get(), "/bytes/1024", LIMIT, true)),
              () -> fetch(client, ExpectedBatch.of(base.get(), "/bytes/300000", LIMIT, true)),
              () ->
                  fetch(
                      client,
                      ExpectedBatch.of(base.get(), "/bytes/20000?failures=50", 3 * LIMIT, true)),
              () -> content(contestant, options, base.get()),
              () -> limit(client, base.get(), contestant.concurrency(options)));
      for (Callable<Optional<String>> question : questions) {
        Optional<String> wrong = question.call();
        if (wrong.isPresent()) {
          return wrong;
        }
      }
      return Optional.empty();
    }
  }

  private static Optional<String> fetch(Contestant.Client client, ExpectedBatch batch)
      throws Exception {
    OutcomeCheck check = new OutcomeCheck(batch);
    client.fetch(batch.urls(), check);
    return check.firstWrong();
  }

  private static Optional<String> content(Contestant contestant, FetchOptions options, URI base)
      throws InterruptedException {
    if (!(contestant instanceof ModelContestant model)) {
      return Optional.empty();
    }
    ExpectedBatch batch = ExpectedBatch.of(base, "/bytes/5000", 2, true);
    try (Fetcher fetcher = model.factory().open(options)) {
      for (Outcome outcome : fetcher.fetchAll(batch.urls())) {
        if (!(outcome instanceof Fetched page) || !isOurs(page.body())) {
          return Optional.of("the body of %s is not what the origin sent".formatted(outcome.url()));
        }
      }
      return Optional.empty();
    }
  }

  private static boolean isOurs(byte[] body) {
    for (int i = 0; i < body.length; i++) {
      if (body[i] != PreparedResponses.at(i)) {
        return false;
      }
    }
    return true;
  }

  /// The delay makes requests pile up at the server, which counts them.
  private Optional<String> limit(Contestant.Client client, URI base, int concurrency)
      throws Exception {
    server.reset();
    Optional<String> wrong =
        fetch(client, ExpectedBatch.of(base, "/bytes/10?delay=100ms", 2 * concurrency, true));
    return wrong.isPresent()
        ? wrong
        : server.evidence().flatMap(seen -> limitKept(seen, concurrency));
  }

  private static Optional<String> limitKept(Evidence seen, int concurrency) {
    long peak = seen.peakInFlight();
    if (peak > concurrency) {
      return Optional.of(
          "the origin saw %d requests in flight, the limit is %d".formatted(peak, concurrency));
    }
    return peak == concurrency
        ? Optional.empty()
        : Optional.of(
            "the origin saw %d requests in flight at most, it should have seen %d"
                .formatted(peak, concurrency));
  }
}
