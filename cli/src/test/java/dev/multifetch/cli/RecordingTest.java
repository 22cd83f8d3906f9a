package dev.multifetch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.multifetch.Failed;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;
import dev.multifetch.Outcome;
import dev.multifetch.Politeness;
import dev.multifetch.Timing;
import dev.multifetch.cli.console.Models;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a recording of the JDK's Flight Recorder says about a batch, in every variant.
@Timeout(60)
class RecordingTest {

  private static final String EVENT = "dev.multifetch.Fetch";
  private static final Duration NEVER = Duration.ofSeconds(Long.MIN_VALUE); // what JFR makes of it

  @TempDir private Path folder;
  private TestServer server;
  private TestServer other;

  static List<FetcherFactory> models() {
    return Models.all();
  }

  @BeforeEach
  void open() throws IOException {
    server = new TestServer();
    other = new TestServer().answer("/", 200, "other");
  }

  @AfterEach
  void close() {
    server.close();
    other.close();
  }

  @ParameterizedTest
  @MethodSource("models")
  void eachUrlHasOneEvent(FetcherFactory model) throws Exception {
    server
        .answer("/page", 200, "hello")
        .answer("/missing", 404, "not here")
        .answer("/empty", 204, "")
        .swallow("/silent", new CountDownLatch(1));
    List<String> urls =
        List.of(
            server.url("/page?key=secret"),
            server.url("/missing"),
            server.url("/empty"),
            server.url("/silent"),
            server.url("/page").replace("127.0.0.1", "user:secret@127.0.0.1"));
    FetchOptions options = options().timeout(Duration.ofMillis(500)).build();
    List<RecordedEvent> events = check(model, options, urls);
    assertThat(events)
        .extracting(event -> event.getString("url"))
        .containsExactly(
            server.url("/page"),
            server.url("/missing"),
            server.url("/empty"),
            server.url("/silent"),
            server.url("/page"));
    assertThat(events)
        .extracting(event -> event.getString("failure"))
        .containsExactly(null, null, null, "TIMED_OUT", "INVALID_URL");
  }

  /// Politeness lets the URL wait for its new origin. That is a pause in one attempt.
  @ParameterizedTest
  @MethodSource("models")
  void aUrlThatMovesToAnotherOriginHasOneEvent(FetcherFactory model) throws Exception {
    server.answer(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().add("Location", other.url("/there"));
          TestServer.send(exchange, 302, "");
        });
    FetchOptions options = options().politeness(politely(1, 1)).build();
    check(model, options, List.of(server.url("/moved"), other.url("/"), other.url("/")));
  }

  @ParameterizedTest
  @MethodSource("models")
  void eachAttemptHasAnEvent(FetcherFactory model) throws Exception {
    AtomicInteger requests = new AtomicInteger();
    server.answer(
        "/busy",
        exchange ->
            TestServer.send(exchange, requests.incrementAndGet() == 1 ? 503 : 200, "hello"));
    FetchOptions options = options().politeness(politely(2, 2)).build();
    List<RecordedEvent> events =
        events(model, options, List.of(URI.create(server.url("/busy")))).events();
    assertThat(events)
        .extracting(event -> event.getInt("attempt"), event -> event.getInt("status"))
        .containsExactly(tuple(1, 503), tuple(2, 200));
  }

  private static FetchOptions.Builder options() {
    return FetchOptions.builder().maxInFlight(3).timeout(Duration.ofSeconds(20));
  }

  private static Politeness politely(int perOrigin, int attempts) {
    return new Politeness(
        perOrigin,
        Duration.ZERO,
        Duration.ZERO,
        attempts,
        Duration.ofSeconds(1),
        Duration.ofSeconds(20));
  }

  private record Recorded(List<Outcome> outcomes, List<RecordedEvent> events) {}

  /// Checks that there is one event for each outcome, and that they say the same.
  private List<RecordedEvent> check(FetcherFactory model, FetchOptions options, List<String> urls)
      throws Exception {
    Recorded recorded = events(model, options, urls.stream().map(URI::create).toList());
    assertThat(recorded.events).as("events of " + model.name()).hasSameSizeAs(urls);
    for (int i = 0; i < urls.size(); i++) {
      agree(model, recorded.outcomes.get(i), recorded.events.get(i));
    }
    return recorded.events;
  }

  private static void agree(FetcherFactory model, Outcome outcome, RecordedEvent event) {
    Timing timing = outcome.timing();
    assertThat(event.getString("model")).isEqualTo(model.name());
    assertThat(event.getLong("index")).isEqualTo(outcome.index());
    assertThat(event.getInt("attempt")).isEqualTo(timing.attempt());
    assertThat(event.getDuration("timeToFirstByte"))
        .isEqualTo(
            timing.firstByte() == Timing.NEVER
                ? NEVER
                : Duration.ofNanos(timing.firstByte() - timing.started()));
    Duration took = Duration.ofNanos(timing.finished() - timing.started());
    assertThat(event.getDuration())
        .isBetween(took.minusMillis(1), took.plusMillis(500)); // two clocks, and a busy machine
    switch (outcome) {
      case Fetched fetched -> {
        assertThat(event.getInt("status")).isEqualTo(fetched.status());
        assertThat(event.getLong("bodyBytes")).isEqualTo(fetched.bodyBytes());
        assertThat(event.getString("failure")).isNull();
      }
      case Failed failed -> {
        assertThat(event.getInt("status")).isZero();
        assertThat(event.getLong("bodyBytes")).isZero();
        assertThat(event.getString("failure")).isEqualTo(failed.kind().name());
      }
    }
  }

  private Recorded events(FetcherFactory model, FetchOptions options, List<URI> urls)
      throws Exception {
    Path file = folder.resolve("batch.jfr");
    List<Outcome> outcomes;
    try (Recording recording = new Recording();
        Fetcher fetcher = model.open(options)) {
      recording.enable(EVENT);
      recording.start();
      outcomes = fetcher.fetchAll(urls);
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().equals(EVENT))
            .sorted(
                Comparator.comparingLong((RecordedEvent event) -> event.getLong("index"))
                    .thenComparingInt(event -> event.getInt("attempt")))
            .toList();
    return new Recorded(outcomes, events);
  }
}
