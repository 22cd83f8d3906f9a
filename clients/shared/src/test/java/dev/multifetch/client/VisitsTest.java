package dev.multifetch.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Outcome;
import dev.multifetch.frontier.Turn;
import dev.multifetch.frontier.Turn.Begin;
import dev.multifetch.frontier.Turn.Finished;
import dev.multifetch.frontier.Visit;
import dev.multifetch.http.Step.Next;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
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

  @Test
  void aVisitWithoutThreadIsAnOutcome() throws Exception {
    Executor full =
        _ -> {
          throw new OutOfMemoryError("unable to create native thread");
        };
    assertThat(endOf((visits, visit) -> visits.runOn(full, visit, Call::start)))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.INTERNAL);
              assertThat(failed.detail()).contains("unable to create native thread");
            });
  }

  @Test
  void aVisitIsAnOutcomeAlsoIfItsEndFails() throws Exception {
    Outcome end =
        endOf(
            (visits, visit) -> {
              Call call = visits.begin(visit);
              Next how = call.start();
              call.abortBy(
                  () -> {
                    throw new OutOfMemoryError("mine");
                  });
              visits.ended(visit, call, how);
            });
    assertThat(end).isInstanceOf(Failed.class);
  }

  /// What becomes of a list of one URL.
  private static Outcome endOf(BiConsumer<Visits, Visit> model) throws Exception {
    List<Outcome> outcomes = new ArrayList<>();
    Batches batches = new Batches("model", FetchOptions.defaults());
    try (Visits visits = new Visits(batches, List.of(URI.create("http://h/")), 1, 1)) {
      for (Turn turn = visits.next(); !(turn instanceof Finished); turn = visits.next()) {
        if (turn instanceof Begin(Visit visit)) {
          model.accept(visits, visit);
        }
        visits.handOver(turn, outcomes::add);
      }
    }
    assertThat(outcomes).hasSize(1);
    return outcomes.getFirst();
  }
}
