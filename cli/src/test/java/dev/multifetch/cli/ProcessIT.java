package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What only a process of its own shows: the jar alone, signals, pipes, terminals, a small heap.
@Timeout(120)
@Tag("process")
class ProcessIT {

  @TempDir private Path folder;
  private TestServer server;

  @BeforeEach
  void open() throws IOException {
    server = new TestServer().answer("/", 200, "hello");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"virtual-threads", "thread-pool-okhttp"})
  void theJarNeedsNothingElse_andNothingIsSaidButTheSummary(String model) throws Exception {
    Executed ran = run(java("get", "--model", model, "--json", server.url("/a")));
    assertThat(ran.err())
        .matches("multifetch: 1 fetched, 0 failed, 5 bytes in [0-9.]+ s, [0-9]+ bytes/s\n");
    assertThat(ran.out()).startsWith("{\"index\":0,").endsWith("}\n").hasLineCount(1);
    assertThat(ran.exitCode()).isZero();
  }

  @Test
  void theJarKnowsItsVersion() throws Exception {
    assertThat(run(java("--version")).out()).matches("multifetch [0-9].*\n");
  }

  /// The suite is in the jar, and its hosts would be the only ones: see the jar's filters.
  @Test
  void theJarAsksTheJdkForAddresses() throws Exception {
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 a-host.example\n");
    String url = server.url("/a").replace("127.0.0.1", "a-host.example");
    ProcessBuilder command = java("get", url);
    command.command().add(1, "-Djdk.net.hosts.file=" + hosts);
    assertThat(run(command).out()).startsWith("200 ");
  }

  @Test
  void outputIsUtf8WhateverTheLocale() throws Exception {
    ProcessBuilder command = java("get", "caf\u00e9");
    command.environment().put("LC_ALL", "C.UTF-8"); // how the argument is read
    command.command().add(1, "-Dstdout.encoding=ISO-8859-1");
    assertThat(run(command).out()).endsWith(" caf\u00e9\n");
  }

  /// SIGTERM is 15, and 128 + 15 what a shell makes of it; for SIGINT that is 130.
  @ParameterizedTest
  @CsvSource({"INT,130,virtual-threads", "INT,130,blocking", "TERM,143,virtual-threads"})
  void aSignalEndsWhatIsAtWork_andWhatIsFinishedIsWrittenOut(String signal, int code, String model)
      throws Exception {
    assumeTrue(!ignoresInterrupts(), "SIGINT is ignored here, so every child ignores it too");
    CountDownLatch arrived = new CountDownLatch(1);
    server.swallow("/never", arrived);
    Path failed = folder.resolve("failed");
    Process process =
        java("get", "-i", "-", "--model", model, "--save-failed", failed.toString()).start();
    try (Writer input = process.outputWriter(UTF_8);
        BufferedReader output = process.inputReader(UTF_8)) {
      input.write(server.url("/done") + "\n");
      input.flush();
      assertThat(output.readLine()).startsWith("200 ");
      input.write(server.url("/never") + "\n"); // and no end: it waits for more
      input.flush();
      arrived.await();
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      assertThat(process.waitFor()).isEqualTo(code);
      assertThat(output.readLine()).startsWith("CANCELLED ").endsWith("/never");
      assertThat(output.readLine()).isNull();
    }
    String said = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(said)
        .contains(
            "multifetch: interrupted: 1 fetched, 1 failed", "; the URLs up to line 2 were begun,");
    assertThat(failed).hasContent(server.url("/never"));
  }

  @Test
  @EnabledOnOs(OS.LINUX) // elsewhere standard input may have no name
  void aListOnStandardInputIsNotOverwrittenByWhatFailed() throws Exception {
    Path list = Files.writeString(folder.resolve("list"), server.url("/a") + "\n");
    Executed ran =
        run(java("get", "-i", "-", "--save-failed", list.toString()).redirectInput(list.toFile()));
    assertThat(ran.err()).contains("--save-failed: ", "is what -i reads: name another file");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(list).hasContent(server.url("/a"));
  }

  @Test
  void aReaderThatLeavesEndsTheRunWithoutAWord() throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    server.hold("/later", left);
    Process process = java("get", server.url("/now"), server.url("/later")).start();
    try (BufferedReader output = process.inputReader(UTF_8)) {
      assertThat(output.readLine()).endsWith("/now");
    }
    left.countDown();
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(process.getErrorStream().readAllBytes()).isEmpty();
  }

  @Test
  void aLongListNeedsNoMoreHeapThanAShortOne() throws Exception {
    Path list = folder.resolve("urls");
    try (BufferedWriter lines = Files.newBufferedWriter(list)) {
      for (int line = 1; line <= 300_000; line++) {
        boolean good = line % 3_000 == 0;
        lines.write((good ? server.url("/" + line) : "not a URL, but long enough") + "\n");
      }
    }
    ProcessBuilder command = java("get", "--json", "-i", list.toString());
    command.command().add(1, "-Xmx24m");
    Executed ran = run(command);
    assertThat(ran.err()).startsWith("multifetch: 100 fetched, 299900 failed, 500 bytes in ");
    assertThat(ran.exitCode()).isEqualTo(1);
  }

  /// All but one of these URLs wait for their host, which takes no heap. To tell of their end takes
  /// longer than a run that is interrupted would wait for anything else.
  @Test
  void ofManyUrlsThatWaitNoneIsLostByASignal() throws Exception {
    server.swallow("/never", new CountDownLatch(1));
    Path failed = folder.resolve("failed");
    Path said = folder.resolve("said");
    ProcessBuilder command =
        java("get", "-i", "-", "--per-host", "1", "--save-failed", failed.toString());
    command.command().add(1, "-Xmx24m");
    Process process = command.redirectOutput(Redirect.DISCARD).redirectError(said.toFile()).start();
    try (Writer input = process.outputWriter(UTF_8)) {
      for (int line = 1; line <= 250_000; line++) {
        input.write(server.url("/never/" + line) + "\n");
      }
      input.flush();
      new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();
      assertThat(process.waitFor()).isEqualTo(143);
    }
    int lines = Files.readAllLines(failed).size();
    assertThat(lines).isGreaterThan(240_000); // but for what was still in pipes and buffers
    assertThat(Files.readString(said))
        .contains("multifetch: interrupted: 0 fetched, " + lines + " failed")
        .contains("; the URLs up to line %d were begun, and none after it.".formatted(lines));
  }

  /// Each of these URLs has a host of its own, so that its connection stays idle.
  @ParameterizedTest
  @ValueSource(strings = {"virtual-threads", "thread-pool-okhttp", "netty"})
  @EnabledOnOs(OS.LINUX) // elsewhere 127.0.0.2 is no address of this machine
  void whereFewFilesMayBeOpenFewerUrlsAreInFlight(String model) throws Exception {
    try (TestServer everywhere = TestServer.atAllAddresses().answer("/", 200, "hello")) {
      List<String> urls =
          IntStream.rangeClosed(1, 250)
              .mapToObj(i -> everywhere.url("/a").replace("127.0.0.1", "127.0.0." + i))
              .toList();
      Path list = Files.write(folder.resolve("urls"), urls);
      Path bodies = folder.resolve("bodies");
      ProcessBuilder get =
          java("get", "--model", model, "-i", list.toString(), "--output-dir", bodies.toString());
      assertThat(run(withOpenFiles(128, get)).err())
          .startsWith("multifetch: 250 fetched, 0 failed, ");
    }
  }

  @Test
  void moreUrlsInFlightThanFilesMayBeOpenAreRefused() throws Exception {
    Executed refused = run(withOpenFiles(128, java("get", "-j", "97", server.url("/a"))));
    assertThat(refused.err())
        .contains(
            "-j: 97 URLs in flight need 129 open files, 128 are allowed: run 'ulimit -n 129'");
    assertThat(refused.exitCode()).isEqualTo(2);
  }

  private static ProcessBuilder withOpenFiles(int most, ProcessBuilder command) {
    command.command().addAll(0, List.of("sh", "-c", "ulimit -n " + most + " && exec \"$@\"", "sh"));
    return command;
  }

  @Test
  void whereThereIsNoRoomForUrlsThatWaitItIsSaid() throws Exception {
    server.swallow("/never", new CountDownLatch(1));
    Path list = folder.resolve("urls");
    Files.writeString(list, (server.url("/never") + "\n").repeat(10_000));
    ProcessBuilder command = java("get", "-i", list.toString(), "--per-host", "1");
    command.command().add(1, "-Djava.io.tmpdir=/missing");
    Executed ran = run(command);
    assertThat(ran.err())
        .contains("multifetch: the URLs that wait for their servers do not fit into /missing ")
        .contains("JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR", "; the URLs up to line ")
        .doesNotContain("\tat ");
    assertThat(ran.exitCode()).isEqualTo(1);
  }

  @Test
  @EnabledOnOs(OS.LINUX) // elsewhere script takes other arguments
  void onATerminalABarShowsTheProgress_withoutColourIfSoAsked() throws Exception {
    assertThat(onTerminal("")).contains("\u001b[33m", "1/1", "100%");
    assertThat(onTerminal("1")).contains("1/1", "100%").doesNotContain("\u001b[33m");
    assertThat(onTerminal("1", "--no-progress")).doesNotContain("1/1").contains("1 fetched");
    assertThat(onTerminal("1", "--quiet")).doesNotContain("1/1", "1 fetched");
  }

  private String onTerminal(String noColor, String... options) throws Exception {
    List<String> get = new ArrayList<>(java("get", server.url("/a")).command());
    get.addAll(List.of(options));
    ProcessBuilder script =
        new ProcessBuilder("script", "-qec", String.join(" ", get), "/dev/null");
    script.environment().put("NO_COLOR", noColor);
    script.environment().put("TERM", "xterm");
    return run(script).out();
  }

  private Executed run(ProcessBuilder command) throws Exception {
    return Executed.run(command, folder);
  }

  private static ProcessBuilder java(String... arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Executed.JAVA.toString(), "-jar", Executed.JAR.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  /// What a process ignores its children ignore as well, and a JVM then never hears of Ctrl-C.
  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
  }
}
