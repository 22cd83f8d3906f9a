package dev.multifetch.pitfalls.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.FirstAttempt;
import dev.multifetch.conformance.rules.Rule;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PitfallsTest {

  /// Some attempts touch these, and the threads would stay.
  @AfterAll
  static void endTheSchedulers() {
    Schedulers.shutdown();
  }

  @Test
  void r05_theLibrarysNumberIsNotTheCallers() throws IOException {
    List<String> said =
        new FirstAttempt("flat-map", FlatMapFetcher::new)
            .judgedBy("r05_aSlowConsumerHoldsBackNewFetches");
    assertThat(said)
        .anySatisfy(m -> assertThat(m).contains("requests that came before a first outcome"));
  }

  @Test
  void r06_aBlockingCallStaysOne() throws IOException {
    List<String> said =
        new FirstAttempt("from-callable", FromCallableFetcher::new).judgedBy(Rule.R06);
    assertThat(said).anySatisfy(m -> assertThat(m).contains("of 32 promised", "but was: 1"));
  }

  @Test
  void r41_retrySubscribesAgainWhateverHappened() throws IOException {
    List<String> said =
        new FirstAttempt("retry", RetryFetcher::new)
            .judgedBy("r41_aFreshConnectionThatDiesIsNotTriedAgain");
    assertThat(said).singleElement().asString().contains("of one to send");
  }

  @Test
  void r02_anErrorIsTheLastThingAStreamSays() throws IOException {
    List<String> said =
        new FirstAttempt("error-at-the-end", ErrorAtTheEndFetcher::new)
            .judgedBy("r02_everyFaultIsAFailedAndLeavesTheOthersAlone");
    assertThat(said).singleElement().asString().contains("indices of the outcomes of 4 URLs");
  }

  @Test
  void r03_aStepRunsOnTheThreadThatBroughtTheItem() throws IOException {
    List<String> said =
        new FirstAttempt("do-on-next", DoOnNextFetcher::new)
            .judgedBy("r03_outcomesComeOnTheCallingThreadOneAtATime");
    assertThat(said).singleElement().asString().contains("threads that outcomes came on");
  }

  @Test
  void r38_aSubscriptionEndsAndItsExchangeDoesNot() throws IOException {
    List<String> said =
        new FirstAttempt("timeout", TimeoutFetcher::new)
            .judgedBy("r38_aTimeOutClosesTheConnection");
    assertThat(said).singleElement().asString().contains("left its connection open");
  }

  @Test
  void r05_theLastStepHasABufferOfItsOwn() throws IOException {
    List<String> said =
        new FirstAttempt("blocking-for-each", BlockingForEachFetcher::new)
            .judgedBy("r05_aSlowConsumerHoldsBackNewFetches");
    assertThat(said).singleElement().asString().contains("before a first outcome was taken");
  }

  @Test
  void r06_subscribeOnMovesAStreamAndDoesNotWidenIt() throws IOException {
    List<String> said =
        new FirstAttempt("subscribe-on", _ -> new SubscribeOnFetcher()).judgedBy(Rule.R06);
    assertThat(said).singleElement().asString().contains("of 32 promised", "but was: 1");
  }

  @Test
  void r57_aBufferWithoutABoundStopsNobody() throws IOException {
    List<String> said =
        new FirstAttempt("buffered-disk", BufferedDiskFetcher::new)
            .judgedBy("r57_aWriterThatWaitsStopsItsServer");
    assertThat(said).singleElement().asString().contains("bytes sent while nothing is written");
  }
}
