package dev.multifetch.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.multifetch.benchmarks.server.BenchmarkServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What each program prints for the same five URLs. It is left in `target/output`, for the pages.
@Tag("process")
class OutputTest {

  private static final Path FOLDER = Path.of("target", "output");

  private static BenchmarkServer server;

  @BeforeAll
  static void listens() throws Exception {
    server = BenchmarkServer.listen(0, 0);
  }

  @AfterAll
  static void ends() {
    server.close();
  }

  static List<Program> programs() {
    return Stream.concat(Program.all().stream(), Program.withOtherClients().stream()).toList();
  }

  static List<PythonProgram> pythonPrograms() {
    return PythonProgram.all();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void printsWhatItsPageShows(Program program) throws Exception {
    program.compile();
    keep(program.name(), Printout.of(program.process(List.of(), urls())));
  }

  @ParameterizedTest
  @MethodSource("pythonPrograms")
  void printsTheSameInPython(PythonProgram program) throws Exception {
    Optional<String> python = PythonProgram.interpreter();
    assumeTrue(python.isPresent(), "no python3 here has requests and aiohttp");
    keep(program.toString(), Printout.of(program.process(python.get(), urls())));
  }

  @Test
  void countsTheConnectionsOfBothWays() throws Exception {
    Program program = new Program("Connections");
    program.compile();
    URI url = server.http().resolve("/bytes/1000");
    List<String> table = Printout.of(program.process(List.of(), List.of(url.toString(), "300")));
    assertThat(table).hasSize(5);
    assertThat(table.get(1)).matches("http, a client for each +300 +300 .*");
    assertThat(table.get(2)).matches("http, one client +300 +[1-6] .*");
    assertThat(table.get(3)).matches("https, a client for each +300 +300 .*");
    assertThat(table.get(4)).matches("https, one client +300 +[1-6] .*");
    if (table.get(2).matches(".* 300 +6 .*") && table.get(4).matches(".* 300 +6 .*")) {
      write("Connections", table); // else a thread had no chance, which no page should show
    }
  }

  /// The same URL three times, a port that nobody listens on, and a name that nobody has.
  private static List<String> urls() {
    String url = server.http().resolve("/bytes/1000?delay=300ms").toString();
    return List.of(url, url, url, "http://127.0.0.1:1/", "http://no-such-host.invalid/");
  }

  private static void keep(String name, List<String> printed) throws IOException {
    List<String> lines = printed.stream().map(OutputTest::alike).toList();
    List<String> urls = urls();
    String good = "200, 1000 bytes: http://127.0.0.1:8080/bytes/1000?delay=300ms";
    assertThat(lines).hasSize(5);
    assertThat(lines.stream().filter(good::equals)).hasSize(3);
    assertThat(lines).filteredOn(line -> line.matches("failed, .*: " + urls.get(3))).hasSize(1);
    assertThat(lines).filteredOn(line -> line.matches("failed, .*: " + urls.get(4))).hasSize(1);
    if (name.matches("Blocking|python/blocking")) {
      assertThat(lines.getFirst()).as("one after another").isEqualTo(good);
      assertThat(lines.getLast()).as("one after another").endsWith(urls.get(4));
    }
    write(name, lines);
  }

  private static void write(String name, List<String> lines) throws IOException {
    Path file = FOLDER.resolve(name + ".txt");
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
  }

  /// As it would be on another machine: with the port of the pages, without the system's own words
  /// about a name that it cannot resolve, and with the class that an old aiohttp has for that.
  private static String alike(String line) {
    return line.replace(":" + server.http().getPort(), ":8080")
        .replaceFirst(": (Temporary failure in name resolution|Name or service not known)", "")
        .replace("ClientConnectorDNSError", "ClientConnectorError");
  }
}
