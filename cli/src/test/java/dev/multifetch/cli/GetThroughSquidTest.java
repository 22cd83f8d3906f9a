package dev.multifetch.cli;

import static dev.multifetch.cli.Ran.multifetch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.multifetch.FetcherFactory;
import dev.multifetch.cli.console.Models;
import dev.multifetch.conformance.servers.Certificates;
import dev.multifetch.conformance.servers.RefusingPort;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// All variants through a proxy that is not ours. Skipped where Debian's package squid is missing.
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class GetThroughSquidTest {

  private static final String HOST = "www.behind.test"; // only the proxy finds it

  private final ScriptedServer plain = ScriptedServer.start(Scripts.always(Scripts.OK));
  private final ScriptedServer secure =
      ScriptedServer.start(Certificates.forNames(HOST), Scripts.always(Scripts.OK));

  private Squid squid;
  private Path authority;

  static Stream<String> models() {
    return Models.all().stream().map(FetcherFactory::name);
  }

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    assumeThat(Squid.PROGRAM).as("squid: apt-get install squid").isExecutable();
    squid = new Squid(folder);
    authority = Files.writeString(folder.resolve("ca.pem"), Certificates.authority());
  }

  @AfterAll
  void end() throws InterruptedException {
    if (squid != null) {
      squid.close();
    }
    plain.close();
    secure.close();
  }

  private Ran get(String user, String... more) {
    Stream<String> first =
        Stream.of("get", "--cacert", authority.toString(), "--proxy", user + squid.port());
    return multifetch(Stream.concat(first, Stream.of(more)).toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("models")
  void bothSchemesGoThroughIt(String model) throws Exception {
    String http = plain.url(HOST, "/" + model).toString();
    String https = secure.url(HOST, "/" + model).toString();
    Ran ran = get("user:password@127.0.0.1:", "--model", model, http, https);
    assertThat(ran.out()).hasSize(2).allMatch(line -> line.startsWith("200 "));
    squid.awaitLogged(" GET " + http + " user ");
    squid.awaitLogged(" CONNECT " + HOST + ":" + secure.port() + " user ");
    assertThat(secure.requests().getLast()).startsWith("GET /" + model + " HTTP/1.1\r\n");
    assertThat(plain.requests().getLast()).doesNotContain("Authorization");
  }

  @Test
  void itAsksForAPassword() {
    Ran ran = get("127.0.0.1:", plain.url(HOST, "/").toString(), secure.url(HOST, "/").toString());
    assertThat(ran.out()).hasSize(2).allMatch(line -> line.startsWith("PROXY_FAILED "));
    assertThat(ran.err()).contains("asks for a user name and a password (407)");
  }

  @Test
  void anOriginThatIsDownIsNotTheProxysFault() throws IOException {
    try (RefusingPort refusing = new RefusingPort()) {
      String there = "://" + HOST + ":" + refusing.port() + "/";
      Ran ran = get("user:password@127.0.0.1:", "http" + there, "https" + there);
      assertThat(ran.out())
          .anyMatch(line -> line.startsWith("503 ")) // a page of the proxy
          .anyMatch(line -> line.startsWith("CONNECT_FAILED "));
      assertThat(ran.err()).contains("answered 503 instead of a tunnel");
    }
  }
}
