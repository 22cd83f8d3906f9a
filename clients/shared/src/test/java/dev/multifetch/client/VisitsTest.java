package dev.multifetch.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Outcome;
import dev.multifetch.frontier.Turn;
import dev.multifetch.frontier.Turn.Begin;
import dev.multifetch.frontier.Turn.Finished;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VisitsTest {

  private static final int MANY = 100_000;

  /// If a model had to begin each URL only to end it, a long list would outlast its deadline.
  @Test
  void aBatchThatIsEndingBeginsNoMore_andEachUrlHasItsOutcome() throws Exception {
    List<Outcome> outcomes = new ArrayList<>();
    Batches batches = new Batches("model", FetchOptions.builder().maxInFlight(1).build());
    List<URI> urls = Collections.nCopies(MANY, URI.create("http://h/"));
    try (Visits visits = new Visits(batches, urls, 1, 1)) {
      Begin first = (Begin) visits.next();
      Call call = visits.begin(first.visit());
      batches.close();
      visits.ended(first.visit(), call, call.start());
      for (Turn turn = visits.next(); !(turn instanceof Finished); turn = visits.next()) {
        assertThat(turn).isNotInstanceOf(Begin.class);
        visits.handOver(turn, outcomes::add);
      }
    }
    assertThat(outcomes)
        .hasSize(MANY)
        .allMatch(end -> end instanceof Failed failed && failed.kind() == FailureKind.CANCELLED);
  }
}
