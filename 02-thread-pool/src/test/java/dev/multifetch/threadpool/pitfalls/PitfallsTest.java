package dev.multifetch.threadpool.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.multifetch.conformance.Trial;
import dev.multifetch.conformance.rules.Rule;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class PitfallsTest {

  @Test
  void r05_theListIsReadWhole() throws IOException {
    List<String> said =
        Trial.of(
            "invoke-all", InvokeAllFetcher::new, "r05_urlsAreReadNoFasterThanOutcomesAreTaken");
    assertThat(said).anySatisfy(m -> assertThat(m).contains("[URLs read ahead]", "2000"));
  }

  @Test
  void r03_theCallersCodeRunsOnEveryThreadOfThePool() throws IOException {
    List<String> said = Trial.of("callback", CallbackFetcher::new, Rule.R03);
    assertThat(said).singleElement().asString().contains("pool-", "-thread-");
  }

  @Test
  void r06_tasksThatWaitForTasksOfTheirOwnPoolStopIt() throws IOException {
    List<String> said = Trial.of("shared-pool", SharedPoolFetcher::new, Rule.R06);
    assertThat(said).singleElement().asString().contains("of 32 promised");
  }

  @Test
  void r06_theClientsPoolIsSmallerThanTheThreads() throws IOException {
    List<String> said = Trial.of("five-per-route", FivePerRouteFetcher::new, Rule.R06);
    assertThat(said).singleElement().asString().contains("of 32 promised", "but was: 5");
  }

  @Test
  void r06_theCommonPoolHasAThreadForEachCore() throws IOException {
    assumeThat(ForkJoinPool.getCommonPoolParallelism()).isLessThan(31); // else it has enough
    List<String> said = Trial.of("parallel-stream", _ -> new ParallelStreamFetcher(), Rule.R06);
    assertThat(said).singleElement().asString().contains("of 32 promised");
  }

  @Test
  void r43_aResponseThatNobodyClosesKeepsItsConnection() throws IOException {
    List<String> said = Trial.of("lost-lease", LostLeaseFetcher::new, Rule.R43);
    assertThat(said)
        .singleElement()
        .asString()
        .contains("left its connection open", "\"GET /large HTTP/1.1\"");
  }

  @Test
  void r38_aThreadInASocketReadDoesNotLookAtAnInterrupt() throws IOException {
    List<String> said =
        Trial.of("cancel-true", CancelTrueFetcher::new, "r38_aTimeOutClosesTheConnection");
    assertThat(said).singleElement().asString().contains("left its connection open");
  }

  @Test
  void r05_aCachedPoolHasAThreadForEachUrl() throws IOException {
    List<String> said =
        Trial.of(
            "thread-per-url",
            _ -> new ThreadPerUrlFetcher(),
            "r05_aSlowConsumerHoldsBackNewFetches");
    assertThat(said).singleElement().asString().contains("before a first outcome was taken");
  }
}
