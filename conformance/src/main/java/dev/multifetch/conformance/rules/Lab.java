package dev.multifetch.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.servers.Certificates;
import dev.multifetch.conformance.servers.HangingLookup;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.ScriptedServer.Script;
import dev.multifetch.conformance.servers.ServedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockWebServer;

/// The set-up of one test: it opens fetchers of the model under test, and servers for them, and
/// closes them all.
public final class Lab implements AutoCloseable {

  /// How soon a call must return after it is told to stop, and the tolerance of a test that
  /// measures time.
  static final Duration PROMPTLY = Duration.ofMillis(250);

  /// How soon a server must see that a client has given up.
  static final Duration VISIBLY = Duration.ofSeconds(1);

  private final FetcherFactory factory;
  private final Duration patience;
  private final Set<Rule> deviating;
  private final Deque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();

  /// @param patience how long to wait for requests that should come
  /// @param deviating the rules of which the variant is declared to fail a test
  public Lab(FetcherFactory factory, Duration patience, Set<Rule> deviating) {
    this.factory = factory;
    this.patience = patience;
    this.deviating = deviating;
  }

  /// The name of the variant under test.
  public String variant() {
    return factory.name();
  }

  /// How long to wait for requests that should come, but may not.
  Duration patience() {
    return patience;
  }

  /// Whether the variant is declared to fail a test of this rule.
  public boolean deviates(Rule rule) {
    return deviating.contains(rule);
  }

  /// Options for a test: 8 in flight, short time-outs, and trust in the suite's authority.
  public FetchOptions.Builder options() {
    return FetchOptions.builder()
        .maxInFlight(8)
        .connectTimeout(Duration.ofSeconds(2))
        .timeout(patience.multipliedBy(3))
        .sslContext(Certificates.trust());
  }

  /// The same, with a `timeout` that no test uses up.
  FetchOptions.Builder patient() {
    return options().timeout(Duration.ofSeconds(25));
  }

  /// How many exchanges of a batch the model has in flight under these options.
  int concurrency(FetchOptions.Builder options) {
    return factory.concurrency(options.build());
  }

  Fetcher open() {
    return open(options());
  }

  public Fetcher open(FetchOptions.Builder options) {
    return closing(factory.open(options.build()));
  }

  /// The outcomes in the order of their URLs, once it is certain that each URL has exactly one.
  static List<Outcome> outcomes(Fetcher fetcher, List<URI> urls) throws InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    fetcher.fetchEach(urls, outcomes::add);
    outcomes.sort(Comparator.comparingLong(Outcome::index));
    assertThat(outcomes)
        .as("indices of the outcomes of %d URLs", urls.size())
        .extracting(Outcome::index)
        .containsExactlyElementsOf(LongStream.range(0, urls.size()).boxed().toList());
    return outcomes;
  }

  /// Fetches one URL with a new fetcher.
  Outcome fetch(URI url) throws InterruptedException {
    return fetch(options(), url);
  }

  Outcome fetch(FetchOptions.Builder options, URI url) throws InterruptedException {
    return open(options).fetchAll(List.of(url)).getFirst();
  }

  /// Fetches one URL from a server that follows this script.
  Outcome fetchFrom(Script script) throws InterruptedException {
    return fetch(server(script).url("/"));
  }

  /// A call of fetchEach on a separate thread.
  Running start(Fetcher fetcher, Iterable<URI> urls) {
    return start(fetcher, urls, _ -> {});
  }

  /// The same with a consumer, which is called after the outcome has been noted.
  Running start(Fetcher fetcher, Iterable<URI> urls, Consumer<Outcome> then) {
    return closing(new Running(fetcher, urls, then));
  }

  ScriptedServer server(Script script) {
    return closing(ScriptedServer.start(script));
  }

  /// One that listens at this address instead of 127.0.0.1.
  ScriptedServer serverAt(String address, Script script) {
    return closing(ScriptedServer.startAt(address, script));
  }

  ScriptedServer server(SSLSocketFactory tls, Script script) {
    return closing(ScriptedServer.start(tls, script));
  }

  /// A server for tests that are about more than bytes.
  MockWebServer mockServer(Dispatcher dispatcher) throws java.io.IOException {
    MockWebServer server = closing(new MockWebServer());
    server.setDispatcher(dispatcher);
    server.start();
    return server;
  }

  /// A lookup that hangs until the end of the test, or until it is closed.
  HangingLookup hangingLookup() {
    return closing(new HangingLookup());
  }

  /// The outcome as a success.
  public static Fetched fetched(Outcome outcome) {
    assertThat(outcome).as("outcome that should have worked").isInstanceOf(Fetched.class);
    return (Fetched) outcome;
  }

  /// The outcome as a failure of this kind.
  static Failed failed(Outcome outcome, FailureKind kind) {
    assertThat(outcome).as("outcome that should be %s", kind).isInstanceOf(Failed.class);
    assertThat(((Failed) outcome).kind()).as("kind of %s", outcome).isEqualTo(kind);
    return (Failed) outcome;
  }

  /// What the test's scripted servers saw, in the order of its beginning.
  public List<ServedRequest> served() {
    return opened.stream()
        .filter(ScriptedServer.class::isInstance)
        .flatMap(server -> ((ScriptedServer) server).served().stream())
        .sorted(Comparator.comparingLong(ServedRequest::begun))
        .toList();
  }

  /// Closes this with the test.
  public <T extends AutoCloseable> T closing(T resource) {
    opened.push(resource);
    return resource;
  }

  /// Closes everything in reverse order, so fetchers before their servers.
  @Override
  public void close() throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }
}
