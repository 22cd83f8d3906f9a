package dev.multifetch.cli;

import static dev.multifetch.cli.Ran.multifetch;
import static dev.multifetch.cli.Ran.withEnvironment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.servers.ForwardProxy;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Proxies that the command line or the environment names.
@Timeout(60)
class GetThroughProxyTest {

  private final ScriptedServer origin = ScriptedServer.start(Scripts.always(Scripts.OK));
  private final ScriptedServer proxy =
      ScriptedServer.start(ForwardProxy.demanding("Basic dXNlcjpwYXNzd29yZA=="));
  private final String open = "http://user:password@127.0.0.1:" + proxy.port();
  private final URI hidden = origin.url("www.behind.test", "/"); // only the proxy finds it

  @AfterEach
  void close() {
    proxy.close();
    origin.close();
  }

  @Test
  void proxyNamesIt() {
    Ran ran = multifetch("get", "--proxy", open, hidden.toString());
    assertThat(ran.out().getFirst()).startsWith("200 ");
    assertThat(proxy.requests()).hasSize(1);
  }

  @Test
  void itsNameMayBeInUnicode() {
    String proxy = "http://user:password@straße.test:" + this.proxy.port();
    String known = "straße.test:" + this.proxy.port() + ":127.0.0.1";
    Ran ran = multifetch("get", "--proxy", proxy, "--resolve", known, hidden.toString());
    assertThat(ran.out().getFirst()).startsWith("200 ");
  }

  @Test
  void soDoesTheEnvironment() {
    Map<String, String> environment = Map.of("http_proxy", open);
    String url = hidden.toString();
    assertThat(withEnvironment(environment, "get", url).out().getFirst()).startsWith("200 ");
    assertThat(withEnvironment(environment, "get", "--no-proxy-env", url).out().getFirst())
        .startsWith("UNKNOWN_HOST ");
    assertThat(proxy.requests()).hasSize(1);
  }

  @Test
  void theCommandLineCountsBeforeTheEnvironment() {
    Map<String, String> environment = Map.of("http_proxy", "127.0.0.1:1");
    Ran ran = withEnvironment(environment, "get", "--proxy", open, hidden.toString());
    assertThat(ran.out().getFirst()).startsWith("200 ");
  }

  @Test
  void noProxyCountsForBoth() {
    Map<String, String> environment = Map.of("no_proxy", "127.0.0.0/8");
    String url = origin.url("/").toString();
    Ran ran = withEnvironment(environment, "get", "--proxy", open, url);
    assertThat(ran.out().getFirst()).startsWith("200 ");
    assertThat(proxy.requests()).isEmpty();
  }

  @Test
  void aProxyThatIsDownNamesItself() {
    Ran ran = multifetch("get", "--proxy", "http://127.0.0.1:1", hidden.toString());
    assertThat(ran.out().getFirst()).startsWith("PROXY_FAILED ");
    assertThat(ran.err()).contains("proxy http://127.0.0.1:1: ", "refused");
  }

  @Test
  void oneThatAsksForAPasswordNamesTheRemedy() {
    Ran ran = multifetch("get", "--proxy", "127.0.0.1:" + proxy.port(), hidden.toString());
    assertThat(ran.out().getFirst()).startsWith("PROXY_FAILED ");
    assertThat(ran.err()).contains("; --proxy http://USER:PASSWORD@HOST:PORT gives them");
  }

  @Test
  void aWrongVariableIsRefusedByName() {
    Map<String, String> environment = Map.of("all_proxy", "socks5://me:secret@h:1");
    Ran ran = withEnvironment(environment, "get", hidden.toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err())
        .startsWith("multifetch get: environment variable all_proxy: a proxy must be http://HOST")
        .contains("; --no-proxy-env ignores it")
        .doesNotContain("secret");
  }
}
