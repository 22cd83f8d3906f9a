package dev.multifetch.pitfalls.virtualthreads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.multifetch.conformance.FirstAttempt;
import dev.multifetch.conformance.rules.Rule;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PitfallsTest {

  @Test
  void r05_theServerSeesTheWholeListAtOnce() throws IOException {
    List<String> said =
        new FirstAttempt("unbounded", UnboundedFetcher::new)
            .judgedBy("r05_aSlowConsumerHoldsBackNewFetches");
    assertThat(said)
        .anySatisfy(m -> assertThat(m).contains("requests that came before a first outcome"));
  }

  @Test
  void r05_theListIsReadWhole() throws IOException {
    List<String> said =
        new FirstAttempt("semaphore-inside", SemaphoreInsideFetcher::new)
            .judgedBy("r05_urlsAreReadNoFasterThanOutcomesAreTaken");
    assertThat(said).anySatisfy(m -> assertThat(m).contains("[URLs read ahead]", "2000"));
  }

  @Test
  void r40_aVirtualThreadDoesNotComeBackForItsThreadLocal() throws IOException {
    List<String> said =
        new FirstAttempt("thread-local-client", _ -> new ThreadLocalClientFetcher())
            .judgedBy("r40_sequentialGetsShareOneConnection");
    assertThat(said).singleElement().asString().contains("Expected size: 1 but was: 10");
  }

  @Test
  void r04_theBlockThatClosesTheExecutorWaits() throws IOException {
    List<String> said =
        new FirstAttempt("closing-block", _ -> new ClosingBlockFetcher()).judgedBy(Rule.R04);
    assertThat(said).singleElement().asString().contains("left its connection open", "GET /held");
  }

  @Test
  void r41_whatWasSentIsSentAgain() throws IOException {
    List<String> said =
        new FirstAttempt("three-times", _ -> new ThreeTimesFetcher())
            .judgedBy("r41_aFreshConnectionThatDiesIsNotTriedAgain");
    assertThat(said).singleElement().asString().contains("of one to send");
  }

  @Test
  void r06_behindOneLockThereIsOneAtATime() throws IOException {
    List<String> said = new FirstAttempt("one-lock", _ -> new OneLockFetcher()).judgedBy(Rule.R06);
    assertThat(said).singleElement().asString().contains("of 32 promised", "but was: 1");
  }

  /// Were their carriers pinned, no more than these could wait for the server at once; the rule
  /// wants 32, and the server answers nobody before.
  @Test
  void r06_aMonitorPinsNoCarrierSinceJdk24() throws IOException {
    assumeThat(Runtime.getRuntime().availableProcessors()).as("carriers").isLessThan(32);
    List<String> said =
        new FirstAttempt("synchronized", _ -> new SynchronizedFetcher())
            .clearedBy("r06_aServerCanHoldAsManyRequestsAsTheModelPromises");
    assertThat(said).isEmpty();
  }

  @Test
  void r52_aUrlThatSleepsKeepsItsPermit() throws IOException {
    List<String> said =
        new FirstAttempt("retry-in-slot", RetryInSlotFetcher::new)
            .judgedBy("r52_aUrlThatWaitsForItsNextAttemptTakesNoPlace");
    assertThat(said).singleElement().asString().contains("requests of other URLs");
  }
}
