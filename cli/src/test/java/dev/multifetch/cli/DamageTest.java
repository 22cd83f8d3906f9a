package dev.multifetch.cli;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.multifetch.Failed;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.process.Ledger;
import dev.multifetch.conformance.process.Uncaught;
import dev.multifetch.conformance.servers.Certificates;
import dev.multifetch.conformance.servers.Damage;
import dev.multifetch.conformance.servers.DamagingRelay;
import dev.multifetch.conformance.servers.ScriptedConnection;
import dev.multifetch.conformance.servers.ScriptedServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A relay damages what servers send, and a fetch must notice. Every URL has one outcome, nothing
/// hangs or is left, and over https no damaged body is taken for good. Over plain http the bytes
/// alone decide, so all variants say the same of the same damage. With the servers that Debian has,
/// and for longer:
///
/// ```sh
/// mvn -B -Pservers -pl cli -am test -Ddamage.count=20000 -Ddamage.seed=7
/// ```
class DamageTest {

  private static final long SEED = Long.getLong("damage.seed", 1);
  private static final int COUNT = Integer.getInteger("damage.count", 240);
  private static final int ROUND = 1_000; // URLs of one batch

  private static final FetchOptions OPTIONS =
      FetchOptions.builder()
          .maxInFlight(16)
          .connectTimeout(Duration.ofSeconds(2))
          .timeout(Duration.ofSeconds(1)) // which no good response takes
          .sslContext(Certificates.trust())
          .build();

  @TempDir private Path folder;
  private final StringBuilder report = new StringBuilder();

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = SEPARATE_THREAD)
  void overTlsNoDamagedBodyIsTakenForGood() throws Exception {
    try (ScriptedServer origin =
            ScriptedServer.start(Certificates.forNames("127.0.0.1"), DamageTest::serve);
        ScriptedServer relay = ScriptedServer.start(DamagingRelay.ofTls(origin.port(), SEED))) {
      for (FetcherFactory variant : Asked.variants()) {
        seen(variant, relay, "https", Pages.paths(60));
      }
    }
  }

  private static void serve(ScriptedConnection connection) throws IOException {
    while (true) {
      byte[] body = Pages.body(connection.request().split(" ", 3)[1]);
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n");
      connection.send(body);
    }
  }

  @ParameterizedTest
  @Timeout(value = 3, unit = TimeUnit.HOURS, threadMode = SEPARATE_THREAD)
  @CsvSource({"nginx,http", "nginx,https", "apache,http", "apache,https"})
  @Tag("servers")
  void whatComesFromARealServerIsRightOrAFailure(String name, String scheme) throws Exception {
    Pages.write(folder);
    try (WebServer origin =
            name.equals("nginx") ? WebServer.nginx(folder) : WebServer.apache(folder);
        ScriptedServer relay =
            ScriptedServer.start(
                scheme.equals("http")
                    ? DamagingRelay.ofHttp(origin.port(scheme), SEED)
                    : DamagingRelay.ofTls(origin.port(scheme), SEED))) {
      Map<String, List<String>> all = new LinkedHashMap<>();
      List<String> paths = Pages.paths(COUNT);
      for (FetcherFactory variant : Asked.variants()) {
        List<String> seen = seen(variant, relay, scheme, paths);
        if (scheme.equals("http") && !variant.transport().startsWith("OkHttp")) { // see OracleTest
          all.put(variant.name(), seen);
        }
      }
      Path told = Files.createDirectories(Path.of("target", "damage"));
      Files.writeString(told.resolve(name + "-" + scheme + ".txt"), report);
      assertThat(disagreements(all, relay, paths)).as("what variants disagree about").isEmpty();
    }
  }

  /// What a variant makes of each path: a kind, or that the body is right, or which other it is.
  private List<String> seen(
      FetcherFactory variant, ScriptedServer relay, String scheme, List<String> paths)
      throws InterruptedException {
    Ledger before = Ledger.now();
    List<String> seen = new ArrayList<>();
    try (Uncaught uncaught = new Uncaught();
        Fetcher fetcher = variant.open(OPTIONS)) {
      for (int i = 0; i < paths.size(); i += ROUND) {
        seen.addAll(
            seen(fetcher, relay, scheme, paths.subList(i, Math.min(i + ROUND, paths.size()))));
        relay.forgetWhatIsOver();
      }
      assertThat(uncaught.thrown()).as("uncaught in %s", variant.name()).isEmpty();
    }
    awaitNothingBeyond(before, variant.name());
    tell(variant.name(), scheme, paths, seen);
    assertThat(seen).as(variant.name()).doesNotContain("INTERNAL");
    if (scheme.equals("https")) {
      assertThat(seen).as(variant.name()).noneMatch(text -> text.startsWith("wrong"));
    }
    return seen;
  }

  private static List<String> seen(
      Fetcher fetcher, ScriptedServer relay, String scheme, List<String> paths)
      throws InterruptedException {
    List<URI> urls =
        paths.stream()
            .map(path -> URI.create(scheme + "://127.0.0.1:" + relay.port() + path))
            .toList();
    Map<Long, String> seen = new TreeMap<>();
    fetcher.fetchEach(
        urls,
        outcome ->
            assertThat(seen.put(outcome.index(), reading(outcome)))
                .as("an outcome before %s", outcome)
                .isNull());
    assertThat(seen).as("outcomes").hasSize(urls.size());
    return List.copyOf(seen.values());
  }

  private static String reading(Outcome outcome) {
    return switch (outcome) {
      case Failed failed -> failed.kind().name();
      case Fetched fetched -> {
        String sum = Pages.sha256(fetched.body());
        boolean right = sum.equals(Pages.sha256(Pages.body(outcome.url().getPath())));
        yield (right ? "right " : "wrong " + sum + " ") + fetched.status();
      }
    };
  }

  private static void awaitNothingBeyond(Ledger before, String variant)
      throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!left(before).isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(20); // what ends has no event to wait for; the deadline bounds it
    }
    assertThat(left(before)).as("what %s left behind", variant).isEmpty();
  }

  /// The relay's and the server's threads are virtual; their sockets end with the clients'.
  private static List<String> left(Ledger before) {
    return Ledger.now().without(before).stream()
        .filter(entry -> !entry.startsWith("virtual thread"))
        .toList();
  }

  /// Those that disagree, after all have been asked once more: a busy machine may time out.
  private static List<String> disagreements(
      Map<String, List<String>> all, ScriptedServer relay, List<String> paths)
      throws InterruptedException {
    List<String> disagreements = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      int place = i;
      if (all.values().stream().map(seen -> seen.get(place)).distinct().count() > 1) {
        Map<String, String> again = new TreeMap<>();
        for (FetcherFactory variant : Asked.variants()) {
          if (all.containsKey(variant.name())) {
            try (Fetcher fetcher = variant.open(OPTIONS)) {
              again.put(
                  variant.name(),
                  seen(fetcher, relay, "http", List.of(paths.get(place))).getFirst());
            }
          }
        }
        if (again.values().stream().distinct().count() > 1) {
          disagreements.add(
              paths.get(place) + " " + DamagingRelay.of(SEED, paths.get(place)) + ": " + again);
        }
      }
    }
    return disagreements;
  }

  private void tell(String variant, String scheme, List<String> paths, List<String> seen) {
    report.append("%s, %s: %s%n".formatted(variant, scheme, counted(seen)));
    if (scheme.equals("http")) {
      for (String way : Pages.FOLDERS) {
        List<String> flipped = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
          boolean hit = DamagingRelay.of(SEED, paths.get(i)).kind() == Damage.Kind.FLIP;
          if (hit && paths.get(i).startsWith("/" + way)) {
            flipped.add(seen.get(i));
          }
        }
        report.append("  of flipped bits in %s: %s%n".formatted(way, counted(flipped)));
      }
    }
  }

  private static Map<String, Long> counted(List<String> seen) {
    return seen.stream().collect(groupingBy(it -> it.split(" ")[0], TreeMap::new, counting()));
  }
}
