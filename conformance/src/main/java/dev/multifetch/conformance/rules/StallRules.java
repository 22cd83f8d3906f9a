package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.TIMED_OUT;
import static dev.multifetch.conformance.servers.Scripts.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.ScriptedServer.Script;
import dev.multifetch.conformance.servers.Scripts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// R59: a URL for which nothing comes ends, however much of its `timeout` is left.
public interface StallRules {

  @Test
  default void r59_aServerThatStopsIsTimedOut(Lab lab) throws Exception {
    stalls(lab, Scripts.silent());
    stalls(lab, Scripts.onceAndStay("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst"));
  }

  @Test
  default void r59_aServerThatStopsBehindARedirectIsTimedOut(Lab lab) throws Exception {
    stalls(
        lab,
        connection -> {
          connection.request();
          connection.answer(
              "HTTP/1.1 302 Found\r\nLocation: /silent\r\nContent-Length: 4\r\n\r\nbody");
          connection.awaitClientClose();
        });
  }

  private static void stalls(Lab lab, Script script) throws Exception {
    FetchOptions.Builder options = lab.patient().stallTimeout(Duration.ofMillis(300));
    Running running = lab.start(lab.open(options), List.of(lab.server(script).url("/")));
    assertThat(Lab.failed(running.next(lab.patience()), TIMED_OUT).detail())
        .contains("nothing came for 300 ms");
  }

  @Test
  default void r59_aSlowBodyDoesNotStop(Lab lab) throws Exception {
    ScriptedServer server =
        lab.server(
            connection -> {
              connection.request();
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n");
              for (int i = 0; i < 30; i++) {
                connection.send("x");
                Thread.sleep(50); // far less than may pass, and all together more
              }
              connection.awaitClientClose();
            });
    FetchOptions.Builder options = lab.patient().stallTimeout(Duration.ofSeconds(1));
    assertThat(Lab.fetched(lab.fetch(options, server.url("/"))).bodyBytes()).isEqualTo(30);
  }

  @Test
  default void r59_aWriterThatWaitsIsNoStall(Lab lab) throws Exception {
    SlowWriter slow = SlowWriter.thatWaits();
    ScriptedServer server = lab.server(Scripts.always(ok("body")));
    Fetcher fetcher =
        lab.open(lab.patient().stallTimeout(Duration.ofMillis(100)).bodies(_ -> slow));
    Running running = lab.start(fetcher, List.of(server.url("/")));

    slow.awaitWaiting();
    Thread.sleep(400); // four times what a server may be silent for
    slow.goOn();

    Lab.fetched(running.next());
  }
}
