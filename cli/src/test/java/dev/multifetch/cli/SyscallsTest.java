package dev.multifetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.servers.Certificates;
import dev.multifetch.conformance.servers.ScriptedConnection;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Any system call may fail. This makes each fail in turn, the first, the second and so on, with
/// strace, in a batch of twenty URLs and as a fetcher is closed. Every URL has its one outcome and
/// never the wrong body, nothing hangs, the next batch of the same fetcher is as good as ever, and
/// nothing is left.
///
/// ```sh
/// mvn -B -Psyscalls -pl cli -am test -Dsyscalls.upTo=20 -Dvariants=netty,reactive
/// ```
@Tag("syscalls")
class SyscallsTest {

  private static final int UP_TO = Integer.getInteger("syscalls.upTo", 2);

  @TempDir private Path folder;
  private final ScriptedServer plain = ScriptedServer.start(SyscallsTest::serve);
  private final ScriptedServer secure =
      ScriptedServer.start(Certificates.forNames("127.0.0.1"), SyscallsTest::serve);

  /// The body is the path, and some connections are kept.
  private static void serve(ScriptedConnection connection) throws IOException {
    while (true) {
      String path = connection.request().split(" ", 3)[1];
      if (path.startsWith("/kept")) {
        connection.answer(Scripts.ok(path));
      } else if (path.equals("/cut")) {
        return;
      } else if (path.equals("/reset")) {
        connection.reset();
      } else {
        connection.answer(
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(path.length(), path));
        connection.finish();
        connection.awaitClientClose();
      }
    }
  }

  static List<String> variants() {
    return Asked.variants().stream().map(FetcherFactory::name).toList();
  }

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("authority"), Certificates.authority());
    Files.writeString(folder.resolve("hosts"), "127.0.0.1 named.test\n");
  }

  @AfterEach
  void close() {
    plain.close();
    secure.close();
  }

  private TracedProcess start(String variant) throws IOException {
    List<String> urls = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      urls.add(plain.url("/kept/" + i).toString());
      urls.add(plain.url(i % 2 == 0 ? "named.test" : "127.0.0.1", "/closed/" + i).toString());
      urls.add(secure.url("/kept/tls/" + i).toString());
      urls.add(secure.url("/closed/tls/" + i).toString());
    }
    List<String> bad = new ArrayList<>();
    for (ScriptedServer server : List.of(plain, secure)) {
      bad.add(server.url("/cut").toString());
      bad.add(server.url("/reset").toString());
      bad.add(server.url("nowhere.test", "/").toString());
    }
    bad.add("https://127.0.0.1:" + plain.port() + "/");
    bad.add("http://127.0.0.1:1/");
    bad.add("http://" + Scripts.UNREACHABLE + "/");
    return new TracedProcess(variant, folder, urls, bad);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void whateverCallFailsEveryUrlHasItsOutcomeAndNothingIsLeft(String variant) throws Exception {
    Injections injections = new Injections(variant, () -> start(variant), folder);
    List<String> failures = injections.run(UP_TO);
    Path report = Files.createDirectories(Path.of("target", "syscalls")).resolve(variant + ".txt");
    Files.writeString(report, injections + String.join("\n", failures));
    assertThat(failures).as("what went wrong in %s", injections).isEmpty();
  }
}
