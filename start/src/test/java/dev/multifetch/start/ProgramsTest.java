package dev.multifetch.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each program of `docs/start` is short, compiles without a warning, and does what its page says.
class ProgramsTest {

  private static final int PATIENCE = 60; // seconds

  static List<Program> programs() {
    return Stream.concat(Program.all().stream(), Program.withOtherClients().stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void fitsOnAWhiteboard(Program program) throws Exception {
    List<String> code =
        Files.readAllLines(program.source()).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("import "))
            .toList();
    int most = program.name().equals("EventLoop") ? 45 : program.name().contains("/") ? 47 : 30;
    assertThat(code).hasSizeBetween(15, most);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void printsOneLineForEachUrl(Program program, @TempDir Path folder) throws Exception {
    check(program, List.of("http://no-such-host.invalid/", "http://a b/"), folder);
  }

  /// The program of the README. It makes URIs of its arguments itself, so all of them must be some.
  @Test
  void thisProjectAsALibraryPrintsTheSame(@TempDir Path folder) throws Exception {
    check(new Program("Multifetch"), List.of("http://no-such-host.invalid/"), folder);
  }

  private static void check(Program program, List<String> bad, Path folder) throws Exception {
    program.compile();
    try (ScriptedServer server = ScriptedServer.start(Scripts.always(Scripts.OK))) {
      List<String> good =
          IntStream.range(0, 20).mapToObj(i -> server.url("/" + i).toString()).toList();
      List<String> urls = Stream.concat(good.stream(), bad.stream()).toList();
      Path out = folder.resolve("out.txt");
      Process process =
          program
              .process(List.of(), urls)
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).as("ends").isTrue();
      List<String> lines = Files.readAllLines(out, StandardCharsets.UTF_8);
      assertThat(lines).hasSize(urls.size());
      for (String url : good) {
        assertThat(lines).contains("200, 2 bytes: " + url);
      }
      for (String url : bad) {
        assertThat(lines)
            .anyMatch(line -> line.startsWith("failed, ") && line.endsWith(": " + url));
      }
    }
  }
}
