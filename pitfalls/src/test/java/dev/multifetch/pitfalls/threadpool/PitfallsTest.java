package dev.multifetch.pitfalls.threadpool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.multifetch.conformance.FirstAttempt;
import dev.multifetch.conformance.rules.Rule;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class PitfallsTest {

  @Test
  void r05_theListIsReadWhole() throws IOException {
    List<String> said =
        new FirstAttempt("invoke-all", InvokeAllFetcher::new)
            .judgedBy("r05_urlsAreReadNoFasterThanOutcomesAreTaken");
    assertThat(said).anySatisfy(m -> assertThat(m).contains("[URLs read ahead]", "2000"));
  }

  @Test
  void r03_theCallersCodeRunsOnEveryThreadOfThePool() throws IOException {
    List<String> said = new FirstAttempt("callback", CallbackFetcher::new).judgedBy(Rule.R03);
    assertThat(said).singleElement().asString().contains("pool-", "-thread-");
  }

  @Test
  void r06_tasksThatWaitForTasksOfTheirOwnPoolStopIt() throws IOException {
    List<String> said = new FirstAttempt("shared-pool", SharedPoolFetcher::new).judgedBy(Rule.R06);
    assertThat(said).singleElement().asString().contains("of 32 promised");
  }

  @Test
  void r06_theClientsPoolIsSmallerThanTheThreads() throws IOException {
    List<String> said =
        new FirstAttempt("five-per-route", FivePerRouteFetcher::new).judgedBy(Rule.R06);
    assertThat(said).singleElement().asString().contains("of 32 promised", "but was: 5");
  }

  @Test
  void r06_theCommonPoolHasAThreadForEachCore() throws IOException {
    assumeThat(ForkJoinPool.getCommonPoolParallelism()).isLessThan(31); // else it has enough
    List<String> said =
        new FirstAttempt("parallel-stream", _ -> new ParallelStreamFetcher()).judgedBy(Rule.R06);
    assertThat(said).singleElement().asString().contains("of 32 promised");
  }

  @Test
  void r43_aResponseThatNobodyClosesKeepsItsConnection() throws IOException {
    List<String> said = new FirstAttempt("lost-lease", LostLeaseFetcher::new).judgedBy(Rule.R43);
    assertThat(said)
        .singleElement()
        .asString()
        .contains("left its connection open", "\"GET /large HTTP/1.1\"");
  }

  @Test
  void r38_aThreadInASocketReadDoesNotLookAtAnInterrupt() throws IOException {
    List<String> said =
        new FirstAttempt("cancel-true", CancelTrueFetcher::new)
            .judgedBy("r38_aTimeOutClosesTheConnection");
    assertThat(said).singleElement().asString().contains("left its connection open");
  }

  @Test
  void r05_aCachedPoolHasAThreadForEachUrl() throws IOException {
    List<String> said =
        new FirstAttempt("thread-per-url", _ -> new ThreadPerUrlFetcher())
            .judgedBy("r05_aSlowConsumerHoldsBackNewFetches");
    assertThat(said).singleElement().asString().contains("before a first outcome was taken");
  }

  @Test
  void r53_theThreadsOfThePoolWaitForOneHost() throws IOException {
    List<String> said =
        new FirstAttempt("host-limit-inside", HostLimitInsideFetcher::new)
            .judgedBy("r53_aListThatIsSortedByHostKeepsAllOriginsBusy");
    assertThat(said).singleElement().asString().contains("next outcome within");
  }
}
