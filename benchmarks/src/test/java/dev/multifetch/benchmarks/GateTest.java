package dev.multifetch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetchOptions;
import dev.multifetch.benchmarks.server.BenchmarkServer;
import dev.multifetch.benchmarks.server.RemoteServer;
import dev.multifetch.results.Track;
import dev.multifetch.results.Workload;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GateTest {

  private static final Load WORK =
      new Load(Workload.THROUGHPUT, 100, 64, Workload.THROUGHPUT.path());
  private static final Load SECURE =
      new Load(Workload.TLS_THROUGHPUT, 100, 64, Workload.THROUGHPUT.path());

  private static BenchmarkServer server;
  private static Gate gate;

  @BeforeAll
  static void listen() throws Exception {
    server = BenchmarkServer.listen(0, 0);
    gate = new Gate(RemoteServer.at(server.http()));
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void everyModelPasses() throws InterruptedException {
    for (Contestant model : Contestants.models()) {
      assertThat(gate.refuses(model, WORK)).as(model.name()).isEmpty();
    }
  }

  @Test
  void aModelPassesOverTls() throws InterruptedException {
    assertThat(gate.refuses(Contestants.named("netty"), SECURE)).isEmpty();
  }

  @Test
  void aWrongLengthIsRefused() throws InterruptedException {
    assertThat(
            refusal(listener -> (i, status, bytes, t) -> listener.ended(i, status, bytes + 1, t)))
        .hasValueSatisfying(reason -> assertThat(reason).contains("1 bytes, not as status 200"));
  }

  @Test
  void anErrorThatPassesForAFailureIsRefused() throws InterruptedException {
    assertThat(
            refusal(
                listener ->
                    (i, status, bytes, t) ->
                        listener.ended(
                            i, status == 500 ? 0 : status, status == 500 ? 0 : bytes, t)))
        .hasValueSatisfying(
            reason -> assertThat(reason).contains("as a failure, not as status 500"));
  }

  @Test
  void aLostOutcomeIsRefused() throws InterruptedException {
    assertThat(
            refusal(
                listener ->
                    (i, status, bytes, t) -> {
                      if (i != 3) {
                        listener.ended(i, status, bytes, t);
                      }
                    }))
        .hasValueSatisfying(reason -> assertThat(reason).contains("1 of 16 outcomes never came"));
  }

  @Test
  void anOutcomeToldTwiceIsRefused() throws InterruptedException {
    assertThat(
            refusal(
                listener ->
                    (i, status, bytes, t) -> {
                      listener.ended(i, status, bytes, t);
                      listener.ended(i, status, bytes, t);
                    }))
        .hasValueSatisfying(reason -> assertThat(reason).contains("ended twice"));
  }

  @Test
  void tooManyInFlightAreRefused() throws InterruptedException {
    assertThat(gate.refuses(new Broken(17, UnaryOperator.identity()), WORK))
        .hasValue("gate: the origin saw 17 requests in flight, the limit is 16");
  }

  @Test
  void slotsThatStayEmptyAreRefused() throws InterruptedException {
    assertThat(gate.refuses(new Broken(15, UnaryOperator.identity()), WORK))
        .hasValue("gate: the origin saw 15 requests in flight at most, it should have seen 16");
  }

  @Test
  void anExceptionIsRefused() throws InterruptedException {
    assertThat(
            refusal(
                _ -> {
                  throw new IllegalStateException("no heap left");
                }))
        .hasValueSatisfying(reason -> assertThat(reason).contains("no heap left"));
  }

  private static Optional<String> refusal(UnaryOperator<OutcomeListener> breaking)
      throws InterruptedException {
    return gate.refuses(new Broken(16, breaking), WORK);
  }

  /// A good client with a limit of its own, and whose words on the way to the listener are changed.
  private record Broken(int limit, UnaryOperator<OutcomeListener> breaking) implements Contestant {

    @Override
    public String name() {
      return "broken";
    }

    @Override
    public String model() {
      return "broken";
    }

    @Override
    public String transport() {
      return "Netty 4.2";
    }

    @Override
    public Track track() {
      return Track.PEER;
    }

    @Override
    public int concurrency(FetchOptions options) {
      return options.maxInFlight();
    }

    @Override
    public Client open(FetchOptions options) {
      Client good =
          Contestants.named("netty").open(FetchOptions.builder().maxInFlight(limit).build());
      return new Client() {
        @Override
        public void fetch(List<URI> urls, OutcomeListener listener) throws Exception {
          good.fetch(urls, breaking.apply(listener));
        }

        @Override
        public void close() throws Exception {
          good.close();
        }
      };
    }
  }
}
