package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.CANCELLED;
import static dev.multifetch.FailureKind.DEADLINE;
import static dev.multifetch.FailureKind.TIMED_OUT;
import static dev.multifetch.conformance.servers.Scripts.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// R58: whatever ends a URL aborts its writer, even one that waits.
public interface AbortedWriterRules {

  @Test
  default void r58_theTimeoutAbortsAWriterThatWaits(Lab lab) throws Exception {
    aborted(lab, lab.options().timeout(Duration.ofMillis(300)), TIMED_OUT);
  }

  @Test
  default void r58_theDeadlineAbortsAWriterThatWaits(Lab lab) throws Exception {
    aborted(lab, lab.patient().deadline(Duration.ofMillis(300)), DEADLINE);
  }

  private static void aborted(Lab lab, FetchOptions.Builder options, FailureKind kind)
      throws Exception {
    ScriptedServer server = lab.server(Scripts.always(ok("body")));
    try (SlowWriter slow = SlowWriter.thatWaits()) {
      Fetcher fetcher = lab.open(options.bodies(_ -> slow));
      Running running = lab.start(fetcher, List.of(server.url("/")));

      Lab.failed(running.next(lab.patience()), kind);
      slow.awaitAbort(lab.patience());
    }
  }

  @Test
  default void r58_closeAbortsAWriterThatWaits(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(ok("body")));
    try (SlowWriter slow = SlowWriter.thatWaits()) {
      Fetcher fetcher = lab.open(lab.patient().bodies(_ -> slow));
      Running running = lab.start(fetcher, List.of(server.url("/")));

      slow.awaitWaiting();
      fetcher.close();

      Lab.failed(running.next(lab.patience()), CANCELLED);
      assertThat(running.ended()).isEmpty();
      slow.awaitAbort(lab.patience());
    }
  }
}
