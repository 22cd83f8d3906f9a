package dev.multifetch.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.logging.LogType;
import tools.jackson.databind.json.JsonMapper;

/// The page runs nothing that is in the results, and asks no server for anything.
class SafetyInBrowserTest extends ReportInBrowser {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void textOfTheResultsStaysText() throws IOException {
    String hostile =
        "</script><script>owned = 1</script><img src=x onerror=\"owned = 1\"><!-- {{style}}";
    show(MadeUp.saying(hostile));

    assertThat(script("return typeof owned")).isEqualTo("undefined");
    assertThat(list("return [...document.querySelectorAll('img')]")).isEmpty();
    assertThat(browser.driver().findElement(By.cssSelector(".reason")).getText())
        .isEqualTo(hostile);
    assertThat(browser.log(LogType.BROWSER)).isEmpty();
  }

  @Test
  void nothingIsAskedOfAnyServer() throws IOException {
    show(MadeUp.usual());

    List<String> urls =
        browser.log(LogType.PERFORMANCE).stream()
            .map(JSON::readTree)
            .filter(
                entry ->
                    entry.at("/message/method").asString("").equals("Network.requestWillBeSent"))
            .map(entry -> entry.at("/message/params/request/url").asString())
            .toList();
    assertThat(urls).as("the page itself was asked for").isNotEmpty();
    assertThat(urls).allMatch(url -> url.startsWith("file:") || url.startsWith("data:"));
  }

  @Test
  void itsPolicyForbidsItToAsk() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
        });
    server.start();
    try {
      show(MadeUp.nothing());
      Object outcome =
          browser
              .driver()
              .executeAsyncScript(
                  """
                  const [url, done] = arguments;
                  fetch(url, { mode: 'no-cors' })
                    .then(() => done('answered'), () => done('refused'))""",
                  "http://127.0.0.1:" + server.getAddress().getPort() + "/");
      assertThat(outcome).isEqualTo("refused");
      assertThat(asked).hasValue(0);
    } finally {
      server.stop(0);
    }
  }
}
