package dev.multifetch.report;

import static dev.multifetch.report.MadeUp.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.results.Judge;
import dev.multifetch.results.Row;
import dev.multifetch.results.Track;
import dev.multifetch.results.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConclusionTest {

  private static final Row FAST = row("netty", Track.AS_SHIPPED, "throughput", 100_000, 2_000);
  private static final Row SLOW = row("blocking", Track.AS_SHIPPED, "throughput", 12_000, 100);

  @Test
  void namesTheClientThatIsFirst() {
    assertThat(sentence(SLOW, FAST))
        .isEqualTo("For throughput, netty is first with 100,000 ± 2,000 requests/s.");
  }

  @Test
  void isFirstWithTheShortestTimeWhereTimeIsMeasured() {
    assertThat(
            sentence(
                row("slow", Track.AS_SHIPPED, "latency", 2, 0.01),
                row("quick", Track.AS_SHIPPED, "latency", 1, 0.01)))
        .isEqualTo("For latency, quick is first with 1.000 ± 0.010 s.");
  }

  @Test
  void namesNoWinnerWhereIntervalsOverlap() {
    Row close = row("reactive", Track.AS_SHIPPED, "throughput", 99_000, 1_500);

    assertThat(sentence(FAST, close, SLOW))
        .contains("it is not told apart from reactive")
        .doesNotContain("blocking");
  }

  @Test
  void doesNotListThemAllIfNobodyIsToldApart() {
    Row close = row("reactive", Track.AS_SHIPPED, "throughput", 99_000, 1_500);
    Row closer = row("blocking", Track.AS_SHIPPED, "throughput", 99_500, 1_500);

    assertThat(sentence(FAST, closer, close))
        .contains("For throughput, no client is told apart from netty with ")
        .doesNotContain("reactive");
  }

  @Test
  void believesNoOrderWithoutAnInterval() {
    Row once = row("netty", Track.AS_SHIPPED, "throughput", 100_000, Double.NaN);

    assertThat(sentence(once, SLOW)).contains("without an interval that proves nothing");
  }

  @Test
  void oneClientUnderTwoNamesIsNoRivalOfItself() {
    assertThat(sentence(FAST, again(99_500), SLOW)).contains("netty is first");
  }

  @Test
  void whicheverOfItsNamesIsFirst() {
    assertThat(sentence(FAST, again(100_500), SLOW)).contains("netty is first");
  }

  private static Row again(double score) {
    return new Row(
        FAST.name() + Judge.AGAIN,
        FAST.model(),
        FAST.transport(),
        FAST.track(),
        FAST.workload(),
        score,
        2_000,
        FAST.unit(),
        0.5,
        Verdict.NO_DETECTABLE_DIFFERENCE,
        "",
        FAST.figures(),
        List.of());
  }

  @Test
  void anInvalidRowWinsNothingAndIsCounted() {
    Row invalid = row("magic", Track.AS_SHIPPED, "throughput", 900_000, 10, Verdict.INVALID);
    Conclusion conclusion = Conclusion.of(List.of(invalid, FAST, SLOW));

    assertThat(conclusion.sentence()).contains("netty is first").doesNotContain("magic");
    assertThat(conclusion.caveat()).startsWith("Of 3 rows").contains("1 INVALID");
  }

  @Test
  void otherTracksWinNothing() {
    Row peer = row("vertx", Track.PEER, "throughput", 150_000, 10);
    Row okhttp = row("okhttp", Track.CONTROLLED, "throughput", 140_000, 10);
    Row wrk = row("wrk", Track.CEILING, "throughput", 190_000, 10);

    assertThat(sentence(wrk, peer, okhttp, FAST, SLOW)).contains("netty is first");
  }

  @Test
  void otherWorkloadsComeAfterTheUsualTwo() {
    assertThat(sentence(row("netty", Track.AS_SHIPPED, "large", 1, 0.1), FAST, SLOW))
        .startsWith("For throughput, netty is first")
        .contains("; for large, only netty was measured");
  }

  @Test
  void saysWhenThereIsNothingToCompare() {
    assertThat(sentence()).isEqualTo("No answer: nothing was measured.");
    assertThat(sentence(FAST)).contains("only netty was measured");
    assertThat(sentence(row("vertx", Track.PEER, "throughput", 1, 0.1)))
        .contains("no model as shipped has a valid row");
  }

  private static String sentence(Row... rows) {
    return Conclusion.of(List.of(rows)).sentence();
  }
}
