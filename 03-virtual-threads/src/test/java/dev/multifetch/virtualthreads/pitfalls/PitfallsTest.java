package dev.multifetch.virtualthreads.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.multifetch.conformance.Trial;
import dev.multifetch.conformance.rules.Rule;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PitfallsTest {

  @Test
  void r05_theServerSeesTheWholeListAtOnce() throws IOException {
    List<String> said =
        Trial.of("unbounded", UnboundedFetcher::new, "r05_aSlowConsumerHoldsBackNewFetches");
    assertThat(said)
        .anySatisfy(m -> assertThat(m).contains("requests that came before a first outcome"));
  }

  @Test
  void r05_theListIsReadWhole() throws IOException {
    List<String> said =
        Trial.of(
            "semaphore-inside",
            SemaphoreInsideFetcher::new,
            "r05_urlsAreReadNoFasterThanOutcomesAreTaken");
    assertThat(said).anySatisfy(m -> assertThat(m).contains("[URLs read ahead]", "2000"));
  }

  @Test
  void r40_aVirtualThreadDoesNotComeBackForItsThreadLocal() throws IOException {
    List<String> said =
        Trial.of(
            "thread-local-client",
            _ -> new ThreadLocalClientFetcher(),
            "r40_sequentialGetsShareOneConnection");
    assertThat(said).singleElement().asString().contains("Expected size: 1 but was: 10");
  }

  @Test
  void r04_theBlockThatClosesTheExecutorWaits() throws IOException {
    List<String> said = Trial.of("closing-block", _ -> new ClosingBlockFetcher(), Rule.R04);
    assertThat(said).singleElement().asString().contains("left its connection open", "GET /held");
  }

  @Test
  void r41_whatWasSentIsSentAgain() throws IOException {
    List<String> said =
        Trial.of(
            "three-times",
            _ -> new ThreeTimesFetcher(),
            "r41_aFreshConnectionThatDiesIsNotTriedAgain");
    assertThat(said).singleElement().asString().contains("of one to send");
  }

  @Test
  void r06_behindOneLockThereIsOneAtATime() throws IOException {
    List<String> said = Trial.of("one-lock", _ -> new OneLockFetcher(), Rule.R06);
    assertThat(said).singleElement().asString().contains("of 32 promised", "but was: 1");
  }

  /// Were their carriers pinned, no more than these could wait for the server at once; the rule
  /// wants 32, and the server answers nobody before.
  @Test
  void r06_aMonitorPinsNoCarrierSinceJdk24() throws IOException {
    assumeThat(Runtime.getRuntime().availableProcessors()).as("carriers").isLessThan(32);
    List<String> said =
        Trial.ofFolklore(
            "synchronized",
            _ -> new SynchronizedFetcher(),
            "r06_aServerCanHoldAsManyRequestsAsTheModelPromises");
    assertThat(said).isEmpty();
  }
}
