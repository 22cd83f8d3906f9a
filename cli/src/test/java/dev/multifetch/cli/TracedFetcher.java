package dev.multifetch.cli;

import static java.util.stream.Collectors.joining;

import dev.multifetch.Failed;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;
import dev.multifetch.Outcome;
import dev.multifetch.cli.console.Models;
import dev.multifetch.cli.get.network.TrustedCertificates;
import java.net.URI;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A process that opens, uses and closes a fetcher as the letters in its [Mailbox] say.
final class TracedFetcher {

  /// When nobody has asked for so long, the process that did is no more.
  private static final Duration BOREDOM = Duration.ofMinutes(1);

  private static final Queue<String> UNCAUGHT = new ConcurrentLinkedQueue<>();

  private final FetcherFactory factory;
  private final FetchOptions options;
  private final List<URI> good;
  private final List<URI> bad;
  private Fetcher fetcher;

  private TracedFetcher(
      FetcherFactory factory, FetchOptions options, List<URI> good, List<URI> bad) {
    this.factory = factory;
    this.options = options;
    this.good = good;
    this.bad = bad;
    this.fetcher = factory.open(options);
  }

  /// @param args a variant, a file with the authority to trust, the mailbox, good URLs and bad ones
  public static void main(String[] args) throws Exception {
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> UNCAUGHT.add(thread + ": " + e));
    FetchOptions options =
        FetchOptions.builder()
            .maxInFlight(5)
            .connectTimeout(Duration.ofSeconds(1))
            .timeout(Duration.ofSeconds(2))
            .sslContext(TrustedCertificates.in(Path.of(args[1])))
            .build();
    Security.setProperty("networkaddress.cache.ttl", "0"); // a lookup for each connection,
    Security.setProperty("networkaddress.cache.negative.ttl", "0"); // whatever became of the last
    TracedFetcher traced =
        new TracedFetcher(new Models().convert(args[0]), options, urls(args[3]), urls(args[4]));
    Mailbox mailbox = Mailbox.answering(Path.of(args[2]));
    long last = System.nanoTime();
    while (System.nanoTime() - last < BOREDOM.toNanos()) {
      if (mailbox.isMine()) {
        mailbox.pass(traced.take(mailbox.letter()));
        last = System.nanoTime();
      }
      Thread.sleep(1); // memory tells nobody that it has changed
    }
  }

  private static List<URI> urls(String list) {
    return Arrays.stream(list.split(" ")).map(URI::create).toList();
  }

  private String take(String step) {
    String seen;
    try {
      seen = did(step);
    } catch (Throwable thrown) {
      seen = "thrown " + thrown;
    }
    return UNCAUGHT.isEmpty() ? seen : seen + " and uncaught " + UNCAUGHT;
  }

  private String did(String step) throws InterruptedException {
    switch (step) {
      case "open" -> fetcher = factory.open(options);
      case "fetch good", "fetch bad" -> {
        List<URI> urls = step.equals("fetch good") ? good : bad;
        return fetcher.fetchAll(urls).stream().map(TracedFetcher::seen).collect(joining(" "));
      }
      case "close" -> fetcher.close();
      default -> throw new IllegalArgumentException("open, fetch or close, and not " + step);
    }
    return step;
  }

  private static String seen(Outcome outcome) {
    return switch (outcome) {
      case Fetched fetched ->
          fetched.text().equals(outcome.url().getPath()) ? "FETCHED" : "WRONG_BODY";
      case Failed failed -> {
        System.out.println(failed); // to where nobody traces it
        yield failed.kind().name();
      }
    };
  }
}
