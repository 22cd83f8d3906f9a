package dev.multifetch.results;

import static dev.multifetch.results.Made.client;
import static dev.multifetch.results.Workload.LATENCY;
import static dev.multifetch.results.Workload.THROUGHPUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is made of rounds that nobody ran.
class RoundsTest {

  @Test
  void aScoreIsThatOfTheUndisturbedRounds() {
    Rounds rounds = new Rounds(0.6, 0, 0, 0.7, 0, 0, 0.5, 0, 0.6, 0.6, 0.6, 0.6, 0.6);
    List<Row> rows = judge(made("fast", rounds, 100, 10), made("slow", rounds, 50, 20)).rows();
    assertThat(rows.get(0).score()).isCloseTo(100, within(2.0));
    assertThat(rows.get(1).score()).isCloseTo(50, within(1.0));
  }

  @Test
  void ifAllRoundsWereDisturbedTheScoreIsLow_andTheRatioIsRight() {
    Rounds rounds = new Rounds(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5);
    List<Row> rows = judge(made("fast", rounds, 100, 10), made("slow", rounds, 50, 20)).rows();
    assertThat(rows.get(0).score()).isCloseTo(50, within(2.0));
    assertThat(rows.get(0).score() / rows.get(1).score()).isCloseTo(2, within(0.05));
  }

  @Test
  void whoRunsInFewRoundsIsComparedInThese() {
    Rounds rounds = new Rounds(0, 0.5, 0, 0.5, 0, 0.5, 0, 0.5, 0, 0.5);
    List<Slice> few = rounds.of(10, 99).stream().filter(slice -> slice.round() % 2 == 0).toList();
    Made slow = client("slow", THROUGHPUT, 1).turns(few);
    List<Row> rows =
        judge(made("fast", rounds, 100, 10), made("other", rounds, 80, 9), slow).rows();
    assertThat(rows).extracting(Row::name).containsExactly("fast", "other", "slow");
    assertThat(rows.get(2).score()).isCloseTo(10, within(0.5));
  }

  @Test
  void cpuTellsApartWhatTimeCannot() {
    Rounds rounds = Rounds.quiet(30);
    Results results = Made.results(judge(made("a", rounds, 100, 10), made("b", rounds, 100, 15)));
    assertThat(results.rows().get(1).verdict()).isEqualTo(Verdict.NO_DETECTABLE_DIFFERENCE);
    CpuRanking cpu = CpuRanking.of(Ranking.of(results.rows()).getFirst());
    assertThat(cpu.words()).matches("a (9\\.|10\\.).* < b 1[45].*");
    assertThat(cpu.clause()).matches("a costs the least CPU for each request, .* µs, then b");
    assertThat(Tables.plain(results, "", 80)).contains("cpu µs for each request: a ");
  }

  @Test
  void whoCostsAsMuchIsNotToldApart() {
    Rounds rounds = Rounds.quiet(30);
    Results results = Made.results(judge(made("a", rounds, 100, 10), made("b", rounds, 50, 10)));
    CpuRanking cpu = CpuRanking.of(Ranking.of(results.rows()).getFirst());
    assertThat(cpu.words()).contains(" = ").doesNotContain("<");
    assertThat(cpu.clause()).contains("is not told apart from");
  }

  @Test
  void anErrorAsLargeAsItsFigureIsNotQuoted_andEachReasonIsGivenOnce() {
    Results results =
        Made.results(
            judge(
                client("a", THROUGHPUT, 1).turns(turns(100, 5, 60)),
                client("b", THROUGHPUT, 1).turns(turns(3, 80, 30))));
    assertThat(Tables.plain(results, "", 80))
        .contains("± ?")
        .doesNotContainPattern("± [0-9,]{3,}")
        .containsOnlyOnce("turns differ so much")
        .containsPattern("(a and b|b and a): the turns differ");
  }

  private static List<Slice> turns(double... scores) {
    return IntStream.range(0, scores.length)
        .mapToObj(i -> new Slice(i + 1, 1, scores[i], 10, 0))
        .toList();
  }

  @Test
  void itIsSaidHowNoisyItWas() {
    Rounds rounds = new Rounds(0.4, 0, 0.2, 0.05);
    List<Row> rows = judge(made("a", rounds, 100, 10), made("b", rounds, 50, 20)).rows();
    assertThat(Disturbance.of(rows))
        .extracting(Disturbance::rounds, Disturbance::disturbed)
        .containsExactly(4, 2);
    assertThat(Disturbance.of(rows).words())
        .isEqualTo("Other programs took 16 % of the processors, and disturbed 2 of 4 rounds.");
  }

  @Test
  void whereNobodyKnowsTheNoiseNothingIsSaid() {
    assertThat(Disturbance.of(judge(client("a", THROUGHPUT, 100)).rows()).words()).isEmpty();
  }

  @Test
  void aTrendIsMeasuredAgainstTheCeiling_soAFasterMachineIsNoProgress() {
    Results before = run(1.0, 100, 80);
    Trend trend = Trend.of(before, run(1.7, 100, 60));
    assertThat(trend.changes())
        .filteredOn(change -> change.what().equals("requests/s"))
        .extracting(Trend.Change::name, Trend.Change::better, Trend.Change::worse)
        .containsExactly(tuple("a", false, false), tuple("b", false, true));
    assertThat(trend.worse()).isTrue();
    assertThat(trend.words()).anyMatch(line -> line.startsWith("throughput, b: requests/s 0.7"));
  }

  @Test
  void whatIsFasterIsBetter_andARunAgainIsNoChange() {
    assertThat(Trend.of(run(1.0, 100, 80), run(1.0, 130, 80)).changes())
        .filteredOn(Trend.Change::better)
        .extracting(Trend.Change::name)
        .contains("a");
    assertThat(Trend.of(run(1.0, 100, 80), run(0.6, 100, 80)).worse()).isFalse();
  }

  @Test
  void aTrendOfMakespansAllowsForAnotherNumberOfUrls() {
    Results few = makespans(0.1, 0.1);
    assertThat(Trend.of(few, makespans(0.8, 0.8)).worse()).isFalse();
    assertThat(Trend.of(few, makespans(0.8, 1.2)).worse()).isTrue();
  }

  @Test
  void whereNothingTellsHowFastTheMachineWasNothingIsCompared() {
    Results before = Made.results(judge(client("a", Workload.COLD, 0.1)));
    Trend trend = Trend.of(before, Made.results(judge(client("a", Workload.COLD, 0.3))));
    assertThat(trend.worse()).isFalse();
    assertThat(trend.words().getFirst()).contains("nothing tells how fast the machine was");
  }

  /// A run whose ideal is this many seconds, and one client in it.
  private static Results makespans(double ideal, double seconds) {
    Results made = Made.results(judge(client("a", LATENCY, seconds)));
    return new Results(
        made.environment(), Map.of("latency", ideal), made.rows(), List.of(), List.of());
  }

  @Test
  void aTrendOfOtherClientsSaysSo() {
    Results other = Made.results(judge(client("c", LATENCY, 1)));
    assertThat(Trend.of(other, run(1.0, 100, 80)).words().getFirst())
        .contains("measured none of these clients");
  }

  /// A run of two clients beside a ceiling, on a machine of this speed.
  private static Results run(double machine, double a, double b) {
    Rounds rounds = Rounds.quiet(30);
    Made ceiling =
        client("ceiling", THROUGHPUT, 1)
            .over("nio", Track.CEILING)
            .turns(rounds.of(200 * machine, 5 / machine));
    return Made.results(
        judge(
            made("a", rounds, a * machine, 10 / machine),
            made("b", rounds, b * machine, 10 / machine),
            ceiling));
  }

  private static Made made(String name, Rounds rounds, double score, double cpu) {
    return client(name, THROUGHPUT, 1).turns(rounds.of(score, cpu));
  }

  private static Judgement judge(Made... clients) {
    return new Judge(Map.of()).judge(Stream.of(clients).map(Made::sample).toList());
  }
}
