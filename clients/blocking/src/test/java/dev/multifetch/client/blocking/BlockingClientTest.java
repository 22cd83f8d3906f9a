package dev.multifetch.client.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.client.Call;
import dev.multifetch.client.Visits;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import dev.multifetch.frontier.Visit;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Send;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlockingClientTest {

  /// To abort an exchange is to close its socket, and there is none yet.
  @ParameterizedTest
  @EnumSource
  @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
  void workThatEndsBeforeItIsConnectedWaitsForNoServer(Library library) {
    try (ScriptedServer origin = ScriptedServer.start(Scripts.silent());
        BlockingClient client = new BlockingClient("test", library, FetchOptions.defaults());
        Visits visits = client.begin(List.of());
        Call call = visits.begin(Visit.first(0, origin.url("/")))) {
      Send send = (Send) call.start();

      client.close();

      assertThat(client.exchange(call, send))
          .isInstanceOfSatisfying(
              Done.class,
              done ->
                  assertThat(done.outcome())
                      .isInstanceOfSatisfying(
                          Failed.class,
                          failed -> assertThat(failed.kind()).isEqualTo(FailureKind.CANCELLED)));
    }
  }
}
