package dev.multifetch.pitfalls.completablefuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.multifetch.conformance.FirstAttempt;
import dev.multifetch.conformance.rules.Rule;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PitfallsTest {

  /// Linux drops without a word who connects just as a server closes, and a read would wait for
  /// ever: here on the one thread of the common pool, which the JDK's client needs for the others.
  @BeforeAll
  static void noReadIsForEver() {
    System.setProperty("sun.net.client.defaultReadTimeout", "2000"); // milliseconds
  }

  @Test
  void r05_everythingIsBegunBeforeAnythingIsTaken() throws IOException {
    List<String> said =
        new FirstAttempt("all-of", AllOfFetcher::new)
            .judgedBy("r05_aSlowConsumerHoldsBackNewFetches");
    assertThat(said)
        .anySatisfy(m -> assertThat(m).contains("requests that came before a first outcome"));
  }

  @Test
  void r38_aFutureThatGivesUpLeavesItsExchangeAtWork() throws IOException {
    List<String> said =
        new FirstAttempt("or-timeout", OrTimeoutFetcher::new)
            .judgedBy("r38_aTimeOutClosesTheConnection");
    assertThat(said)
        .anySatisfy(
            m ->
                assertThat(m)
                    .contains("r38_aTimeOutClosesTheConnection", "left its connection open"));
  }

  @Test
  void r01_whenACallbackAsksTheListHasGrown() throws IOException {
    List<String> said =
        new FirstAttempt("size-minus-one", _ -> new SizeMinusOneFetcher())
            .judgedBy("r01_everyIndexIsHandedOverOnce");
    assertThat(said).singleElement().asString().contains("indices of the outcomes of 10 URLs");
  }

  @Test
  void r02_oneFaultEndsTheListForAll() throws IOException {
    List<String> said =
        new FirstAttempt("join-each", _ -> new JoinEachFetcher())
            .judgedBy("r02_everyFaultIsAFailedAndLeavesTheOthersAlone");
    assertThat(said).singleElement().asString().contains("CompletionException");
  }

  @Test
  void r08_whatThrowsBeforeThereIsAFutureIsInNone() throws IOException {
    List<String> said =
        new FirstAttempt("before-the-future", _ -> new BeforeTheFutureFetcher()).judgedBy(Rule.R08);
    assertThat(said).singleElement().asString().contains("invalid URI scheme ftp");
  }

  @Test
  void r29_aCallbackWaitsForItsOwnThread() throws IOException {
    List<String> said =
        new FirstAttempt("wait-in-callback", _ -> new WaitInCallbackFetcher())
            .judgedBy("r29_fiveStatusCodesAreFollowed");
    assertThat(said).singleElement().asString().contains("TIMED_OUT");
  }

  @Test
  void r06_aBlockingCallIsOnlyMoved() throws IOException {
    assumeThat(ForkJoinPool.getCommonPoolParallelism()).isLessThan(32); // else it has enough
    List<String> said =
        new FirstAttempt("supply-async", _ -> new SupplyAsyncFetcher()).judgedBy(Rule.R06);
    assertThat(said).singleElement().asString().contains("of 32 promised");
  }

  @Test
  void r38_cancelDoesNotReachUpstream() throws IOException {
    List<String> said =
        new FirstAttempt("cancel-downstream", _ -> new CancelDownstreamFetcher())
            .judgedBy("r38_anInterruptClosesTheConnections");
    assertThat(said).singleElement().asString().contains("left its connection open");
  }

  @Test
  void r51_whatFailedTogetherComesBackTogether() throws IOException {
    List<String> said =
        new FirstAttempt("retry-storm", RetryStormFetcher::new)
            .judgedBy("r51_whatFailedTogetherDoesNotComeBackTogether");
    assertThat(said).singleElement().asString().contains("between the shortest and the longest");
  }
}
