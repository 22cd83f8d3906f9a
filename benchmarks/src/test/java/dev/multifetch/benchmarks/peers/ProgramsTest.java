package dev.multifetch.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.multifetch.results.Sample;
import dev.multifetch.results.Track;
import dev.multifetch.results.Workload;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@Tag("process")
class ProgramsTest {

  private static final int IN_FLIGHT = 4;
  private static final int URLS = 20;
  private static final int REPEATS = 2;
  private static final URI NOWHERE = URI.create("http://127.0.0.1:9/");

  @TempDir private Path folder;

  /// All but wrk, which makes no batches.
  static Stream<Program> batches() {
    return Programs.all().stream().filter(program -> program.suits(Workload.TAIL));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("batches")
  void eachUrlIsFetchedOnceInEachBatchAndTheMissingOneIsTold(Program program) throws Exception {
    int most = program.concurrency(IN_FLIGHT);
    try (Counter server = Counter.http(most)) {
      Sample sample = Programs.run(program, errand(Workload.TAIL, server.url(), 0));
      assumeInstalled(sample);

      assertThat(sample.failure()).as(program.name()).isEmpty();
      assertThat(sample.unexpected())
          .as("%s met a status of 404 in each batch", program.name())
          .isEqualTo(REPEATS);
      assertThat(sample.scores()).as(program.name()).hasSize(REPEATS);
      assertThat(server.times())
          .as("how often %s fetched each, in %d batches", program.name(), 1 + REPEATS)
          .hasSize(URLS)
          .allSatisfy((_, times) -> assertThat(times).isEqualTo(1 + REPEATS));
      assertThat(server.peak()).as("%s in flight at once", program.name()).isEqualTo(most);
      assertThat(server.early()).as("%s left slots empty", program.name()).isZero();
      assertThat(sample.figures()).containsKeys("cpu µs/request", "resident MiB");
    }
  }

  @Test
  void aFailureThatTheWorkloadLeadsToIsNotUnexpected() throws Exception {
    Program program = shell("for i in 1 2 3; do echo '" + lap(URLS - 3, 3) + "'; done");

    assertThat(Programs.run(program, errand(Workload.TAIL, NOWHERE, 3)).unexpected()).isZero();
    assertThat(Programs.run(program, errand(Workload.TAIL, NOWHERE, 1)).unexpected())
        .isEqualTo(2 * REPEATS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("batches")
  void theAuthorityGivenIsTrusted(Program program) throws Exception {
    HeldCertificate certificate =
        new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
    Path pem = Files.writeString(folder.resolve("authority.pem"), certificate.certificatePem());
    var identity = new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    try (Counter server = Counter.https(1, identity.sslContext())) {
      Errand errand =
          new Errand(
              Workload.TLS_THROUGHPUT,
              server.url(),
              3,
              IN_FLIGHT,
              0,
              Optional.of(pem),
              1,
              Optional.empty(),
              Duration.ofSeconds(20));
      Sample sample = Programs.run(program, errand);
      assumeInstalled(sample);

      assertThat(sample.failure()).as(program.name()).isEmpty();
      assertThat(sample.unexpected()).as("%s trusted nobody", program.name()).isZero();
    }
  }

  @Test
  void whatIsLeftToBeGainedIsMeasuredWithWrk() throws Exception {
    try (Counter server = Counter.http(1)) {
      Program wrk = new Wrk("wrk", 1);
      Sample sample = Programs.run(wrk, errand(Workload.THROUGHPUT, server.url(), 0));
      assumeInstalled(sample);

      assertThat(sample.failure()).isEmpty();
      assertThat(sample.track()).isEqualTo(Track.CEILING);
      assertThat(sample.unexpected()).isZero();
      assertThat(sample.scores())
          .hasSize(REPEATS)
          .allSatisfy(score -> assertThat(score).isPositive());
    }
  }

  @Test
  void wrkIsNotAskedForAMakespan() throws Exception {
    Sample sample = Programs.run(new Wrk("wrk", 1), errand(Workload.LATENCY, NOWHERE, 0));

    assertThat(sample.failure()).contains("wrk cannot measure latency");
    assertThat(sample.absent()).isFalse();
  }

  @Test
  void whatWrkCountsAsAnErrorIsUnexpected() throws Exception {
    Lap lap =
        Wrk.parse(
            """
              200 requests in 2.00s, 1.50MB read
              Socket errors: connect 1, read 2, write 0, timeout 4
              Non-2xx or 3xx responses: 10
            Requests/sec:    100.00
            Transfer/sec:      0.75MB
            """);

    assertThat(lap.failed()).isEqualTo(17);
    assertThat(lap.seconds()).isEqualTo(2.0);
    assertThat(lap.bytes()).isEqualTo(3 << 19);
  }

  @ParameterizedTest
  @ValueSource(strings = {"script", "curl", "wrk"})
  void aProgramThatIsNotThereIsAbsentAndTheRemedyIsSaid(String kind) throws Exception {
    String nobody = "multifetch-no-such-program";
    Program program =
        switch (kind) {
          case "curl" -> new Curl(nobody);
          case "wrk" -> new Wrk(nobody, 1);
          default -> script(_ -> Optional.empty());
        };
    Sample sample = Programs.run(program, errand(Workload.THROUGHPUT, NOWHERE, 0));

    assertThat(sample.absent()).isTrue();
    assertThat(sample.failure()).contains("not installed: apt-get install " + install(kind));
    assertThat(sample.scores()).isEmpty();
  }

  private static String install(String kind) {
    return kind.equals("script") ? "a-shell" : kind;
  }

  @Test
  void aProgramThatHangsIsEndedWithItsChildren() throws Exception {
    Path pid = folder.resolve("pid");
    Errand errand =
        new Errand(
            Workload.THROUGHPUT,
            NOWHERE,
            URLS,
            IN_FLIGHT,
            0,
            Optional.empty(),
            REPEATS,
            Optional.empty(),
            Duration.ofSeconds(1));
    Sample sample = Programs.run(shell("sleep 600 & echo $! > " + pid + "; wait"), errand);

    assertThat(sample.failure()).contains("it did not end within 1 s");
    assertThat(sample.absent()).isFalse();
    long child = Long.parseLong(Files.readString(pid).strip());
    ProcessHandle.of(child).ifPresent(orphan -> orphan.onExit().join()); // else the test times out
  }

  @Test
  void aProgramThatFailsIsNotFinishedForItsOwnReason() throws Exception {
    assertThat(failure("echo first >&2; echo 'out of luck' >&2; exit 3"))
        .contains("it ended with 3: out of luck");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "null",
        "[]",
        "{}",
        "{\"ok\":20}",
        "{\"ok\":20,\"failed\":0,\"seconds\":-1}"
      })
  void aProgramThatPrintsSomethingElseIsNotFinished(String line) throws Exception {
    assertThat(failure("echo '" + line + "'")).contains("it printed \"" + line + "\"");
  }

  @Test
  void aProgramThatLeavesUrlsOutIsNotFinished() throws Exception {
    assertThat(failure("for i in 1 2 3; do echo '" + lap(7, 0) + "'; done"))
        .contains("it told of 7 of 20 URLs");
  }

  @Test
  void aProgramThatLeavesBatchesOutIsNotFinished() throws Exception {
    assertThat(failure("echo '" + lap(URLS, 0) + "'")).contains("it told of 1 of 3 batches");
  }

  @Test
  void aProgramThatNeverStopsTalkingIsEnded() throws Exception {
    assertThat(failure("while :; do echo '" + "x".repeat(4_000) + "'; done")).isPresent();
  }

  @Test
  void aColdStartIsAProcessForEachRepeat() throws Exception {
    Path started = folder.resolve("started");
    Program program = shell("echo once >> " + started + "; echo '" + lap(URLS, 0) + "'");
    Sample sample = Programs.run(program, errand(Workload.COLD, NOWHERE, 0));

    assertThat(sample.scores()).containsExactly(0.5, 0.5);
    assertThat(Files.readAllLines(started)).hasSize(REPEATS);
  }

  @Test
  void aProgramIsBoundToTheCoreGiven() {
    Errand errand = errand(Workload.THROUGHPUT, NOWHERE, 0);
    Errand pinned =
        new Errand(
            errand.workload(),
            errand.url(),
            URLS,
            IN_FLIGHT,
            0,
            Optional.empty(),
            REPEATS,
            Optional.of("1"),
            errand.patience());

    assertThat(Program.bound(pinned, List.of("go"))).containsExactly("taskset", "-c", "1", "go");
    assertThat(Program.bound(errand, List.of("go"))).containsExactly("go");
  }

  @Test
  void aSourceThatIsNoProgramSaysSoWhenItIsCompiled() throws Exception {
    Files.writeString(Workshop.folder().resolve("broken.go"), "package main\nfunc main() {\n");
    assumeFalse(Interpreter.go().command("fetch.go").isEmpty(), "Go is not installed");

    assertThatThrownBy(() -> Interpreter.go().command("broken.go"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broken.go:3");
  }

  private Optional<String> failure(String script) throws Exception {
    return Programs.run(shell(script), errand(Workload.THROUGHPUT, NOWHERE, 0)).failure();
  }

  private Program shell(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("program.sh"), script + "\n");
    return script(_ -> Optional.of(List.of("/bin/sh", file.toString())));
  }

  private static Program script(Interpreter interpreter) {
    return new Script(
        "made-up", "thread pool", "sh", "apt-get install a-shell", interpreter, "made-up.sh");
  }

  private static String lap(int ok, int failed) {
    return """
        {"ok":%d,"failed":%d,"bytes":1,"seconds":0.5,"cpuSeconds":0.1,"residentKib":1}"""
        .formatted(ok, failed);
  }

  private static void assumeInstalled(Sample sample) {
    assumeFalse(sample.absent(), sample.name() + " is " + sample.failure().orElse(""));
  }

  private static Errand errand(Workload workload, URI url, int failures) {
    return new Errand(
        workload,
        url,
        URLS,
        IN_FLIGHT,
        failures,
        Optional.empty(),
        REPEATS,
        Optional.empty(),
        Duration.ofSeconds(20));
  }
}
