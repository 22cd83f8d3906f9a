package dev.multifetch.results;

import static dev.multifetch.results.Made.client;
import static dev.multifetch.results.Verdict.ABSENT;
import static dev.multifetch.results.Verdict.AT_LEAST;
import static dev.multifetch.results.Verdict.DNF;
import static dev.multifetch.results.Verdict.INVALID;
import static dev.multifetch.results.Verdict.NO_DETECTABLE_DIFFERENCE;
import static dev.multifetch.results.Verdict.OK;
import static dev.multifetch.results.Workload.LATENCY;
import static dev.multifetch.results.Workload.MANY_HOSTS;
import static dev.multifetch.results.Workload.NO_KEEP_ALIVE;
import static dev.multifetch.results.Workload.TAIL;
import static dev.multifetch.results.Workload.THROUGHPUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Results that nobody measured, good and bad, and what the judge makes of them.
class JudgeTest {

  private static final double CEILING = 200_000;
  private static final double IDEAL = 0.8; // 16 waves of 64 for 1000 URLs, 50 ms each

  private static final Made RAW =
      client("ceiling", THROUGHPUT, CEILING).over("java.nio", Track.CEILING);

  private final Judge judge =
      new Judge(Map.of(LATENCY, new Bound.Ideal(Duration.ofMillis(800), 64)));

  @Test
  void theBestComesFirst_andWhoIsToldApartIsOk() {
    assertThat(
            judge(
                client("slow", THROUGHPUT, 50_000),
                client("fast", THROUGHPUT, 100_000),
                client("slow", LATENCY, 1.6),
                client("fast", LATENCY, 0.9)))
        .extracting(Row::workload, Row::name, Row::verdict)
        .containsExactly(
            tuple("throughput", "fast", OK),
            tuple("throughput", "slow", OK),
            tuple("latency", "fast", OK),
            tuple("latency", "slow", OK));
  }

  @Test
  void theRatioIsToTheCeilingOrTheIdeal_withItsInterval() {
    List<Row> rows = judge(client("a", THROUGHPUT, 100_000), RAW, client("a", LATENCY, 1.2));
    assertThat(rows.get(0).ratio()).isCloseTo(100_000 / CEILING, within(1e-9));
    assertThat(rows.get(2).ratio()).isCloseTo(1.2 / IDEAL, within(1e-9));
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(row.ratio())
                    .isBetween(row.figures().get("ratio low"), row.figures().get("ratio high")));
    assertThat(rows.getFirst().figures()).containsEntry("cpu µs/request", 8.5);
  }

  @Test
  void intervalsThatOverlapAreNoDifference() {
    List<Row> rows =
        judge(
            client("a", THROUGHPUT, 100_000),
            client("b", THROUGHPUT, 99_500),
            client("c", THROUGHPUT, 80_000));
    assertThat(rows)
        .extracting(Row::name, Row::verdict)
        .containsExactly(tuple("a", OK), tuple("b", NO_DETECTABLE_DIFFERENCE), tuple("c", OK));
  }

  @Test
  void closeToTheCeilingItIsAtLeastThatFast_andKeepsItsPlace() {
    List<Row> rows = judge(client("b", THROUGHPUT, 150_000), client("a", THROUGHPUT, 171_000), RAW);
    assertThat(rows)
        .extracting(Row::name, Row::verdict)
        .containsExactly(tuple("a", AT_LEAST), tuple("b", OK), tuple("ceiling", OK));
    assertThat(rows.getFirst().reason()).contains("171,000 of the 200,000 requests/s", "--origin");
  }

  @Test
  void whoIsAboveTheCeilingIsTheCeiling() {
    Judgement judgement =
        judge.judge(
            samples(client("a", THROUGHPUT, 240_000), client("b", THROUGHPUT, 120_000), RAW));
    assertThat(judgement.bounds()).containsEntry("throughput", judgement.rows().get(0).score());
    assertThat(judgement.rows())
        .extracting(Row::name, Row::verdict)
        .containsExactly(tuple("a", AT_LEAST), tuple("b", OK), tuple("ceiling", OK));
    assertThat(judgement.rows().get(1).ratio()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void whatFailedIsNoCeiling() {
    List<Row> rows =
        judge(client("a", THROUGHPUT, 900_000).unexpected(12), client("b", THROUGHPUT, 10), RAW);
    assertThat(rows)
        .filteredOn(row -> row.name().equals("b"))
        .singleElement()
        .satisfies(row -> assertThat(row.ratio()).isCloseTo(10 / CEILING, within(1e-9)));
  }

  @Test
  void fasterThanPossibleIsWrong() {
    Row row = only(client("a", LATENCY, 0.7));
    assertThat(row.verdict()).isEqualTo(INVALID);
    assertThat(row.reason()).contains("shorter than possible", "0.698 s", "0.800 s");
  }

  @Test
  void failuresAreNoSpeed() {
    Row row = only(client("a", THROUGHPUT, 100_000).unexpected(12));
    assertThat(row.verdict()).isEqualTo(INVALID);
    assertThat(row.reason()).contains("12 of 5,000 outcomes (0.24 %)");
  }

  @Test
  void whoHasMoreInFlightThanAllowedIsOut() {
    Row row = only(client("a", THROUGHPUT, 100_000).seen(5000, 65, 64));
    assertThat(row.verdict()).isEqualTo(INVALID);
    assertThat(row.reason()).contains("saw 65 requests in flight where the limit is 64");
  }

  @Test
  void aCapThatNobodyAskedForIsFound_whereResponsesAreHeldBack() {
    Row capped = only(client("a", LATENCY, 10).seen(5000, 5, 5));
    assertThat(capped.verdict()).isEqualTo(INVALID);
    assertThat(capped.reason()).contains("saw 5 requests in flight at most where 64", "per host");
    // A server that answers at once may never have met two requests.
    assertThat(only(client("a", THROUGHPUT, 100_000).seen(5000, 5, 5)).verdict()).isEqualTo(OK);
  }

  @Test
  void oneAtATimeByDesignIsNoCap_andTheReasonSaysSo() {
    Row row = only(client("a", LATENCY, 51).concurrency(1).seen(5000, 1, 1));
    assertThat(row.verdict()).isEqualTo(OK);
    assertThat(row.ratio()).isCloseTo(51 / IDEAL, within(1e-9));
    assertThat(row.reason()).isEqualTo("at most 1 in flight by design, the ideal is that of 64");
  }

  @Test
  void connectionsThatAreNotKeptAliveAreFound() {
    Row row = only(client("a", THROUGHPUT, 100_000).seen(5000, 64, 5000));
    assertThat(row.verdict()).isEqualTo(INVALID);
    assertThat(row.reason()).contains("5,000 connections where 384 suffice");
    // Where the server cuts connections, others must be opened.
    assertThat(only(client("a", TAIL, 4).seen(5000, 64, 5000)).verdict()).isEqualTo(OK);
    assertThat(only(client("a", NO_KEEP_ALIVE, 9_000).seen(5000, 64, 5000)).verdict())
        .isEqualTo(OK);
    // With a hundred hosts, a pool of 64 is too small.
    assertThat(only(client("a", MANY_HOSTS, 9_000).seen(5000, 64, 5000)).verdict()).isEqualTo(OK);
  }

  @Test
  void whoLeavesUrlsOutIsFound() {
    Row row = only(client("a", THROUGHPUT, 100_000).seen(4999, 64, 64));
    assertThat(row.verdict()).isEqualTo(INVALID);
    assertThat(row.reason()).contains("4,999 requests for 5,000 URLs");
  }

  @Test
  void whoDidNotFinishOrIsNotThereStandsLast_withTheReason() {
    List<Row> rows =
        judge(
            client("gone", THROUGHPUT, 1).failed("apt-get install go", true),
            client("dead", THROUGHPUT, 1).failed("its JVM died", false),
            client("mute", THROUGHPUT, 1).scores(),
            client("full", THROUGHPUT, 190_000).unexpected(1),
            client("slow", THROUGHPUT, 10));
    assertThat(rows)
        .extracting(Row::name, Row::verdict)
        .containsExactly(
            tuple("slow", OK),
            tuple("full", INVALID),
            tuple("dead", DNF),
            tuple("mute", DNF),
            tuple("gone", ABSENT));
    assertThat(rows.get(4).reason()).isEqualTo("apt-get install go");
    assertThat(rows.get(4).score()).isNaN();
  }

  @Test
  void tracksAreNotMixed_butModelsOverOneLibraryAreCompared() {
    List<Row> rows =
        judge(
            client("netty", THROUGHPUT, 100_000).over("Netty", Track.AS_SHIPPED),
            client("pool", THROUGHPUT, 40_000).over("Apache", Track.AS_SHIPPED),
            client("pool-ok", THROUGHPUT, 39_900).over("OkHttp", Track.CONTROLLED),
            client("loop-ok", THROUGHPUT, 39_800).over("OkHttp", Track.CONTROLLED),
            client("loop-apache", THROUGHPUT, 39_900).over("Apache", Track.CONTROLLED),
            client("peer", THROUGHPUT, 99_900).over("Netty", Track.PEER));
    assertThat(Ranking.of(rows))
        .extracting(Ranking::title, ranking -> ranking.rows().stream().map(Row::name).toList())
        .containsExactly(
            tuple("as shipped", List.of("netty", "pool")),
            tuple("over Apache", List.of("pool", "loop-apache")),
            tuple("over OkHttp", List.of("pool-ok", "loop-ok")),
            tuple("other clients", List.of("peer")));
    assertThat(rows)
        .extracting(Row::name, Row::verdict)
        .containsExactly(
            tuple("netty", OK),
            tuple("pool", OK),
            tuple("loop-apache", NO_DETECTABLE_DIFFERENCE),
            tuple("pool-ok", OK),
            tuple("loop-ok", NO_DETECTABLE_DIFFERENCE),
            tuple("peer", OK));
  }

  @Test
  void oneClientTwiceIsNoDifference() {
    Judgement judgement =
        judge.judge(
            samples(
                client("netty", THROUGHPUT, 100_000),
                client("netty" + Judge.AGAIN, THROUGHPUT, 100_200)));
    assertThat(judgement.rows().get(1).verdict()).isEqualTo(NO_DETECTABLE_DIFFERENCE);
    assertThat(judgement.warnings()).isEmpty();
  }

  @Test
  void oneClientTwiceThatIsToldApartSpoilsTheRun() {
    Judgement judgement =
        judge.judge(
            samples(
                client("netty", THROUGHPUT, 100_000),
                client("other", THROUGHPUT, 102_500),
                client("netty" + Judge.AGAIN, THROUGHPUT, 105_000)));
    assertThat(judgement.warnings())
        .singleElement()
        .asString()
        .contains("netty is one client", "4.8 % apart in throughput", "too narrow");
  }

  @Test
  void aScoreThatSaysLittleSaysSo() {
    Row row = only(client("a", THROUGHPUT, 1).scores(5_000.0, 14_000.0, 23_000.0).seen(9000, 9, 9));
    assertThat(row.error()).isGreaterThan(row.score());
    assertThat(row.reason()).contains("turns differ", "--rigorous");
    assertThat(only(client("a", THROUGHPUT, 100_000)).reason()).isEmpty();
  }

  @Test
  void measuredOnceItIsToldApartFromNobody() {
    List<Row> rows =
        judge(
            client("a", THROUGHPUT, 100_000).scores(100_000.0).seen(1000, 64, 64),
            client("b", THROUGHPUT, 10));
    assertThat(rows.get(1).verdict()).isEqualTo(NO_DETECTABLE_DIFFERENCE);
  }

  private List<Row> judge(Made... clients) {
    return judge.judge(samples(clients)).rows();
  }

  private Row only(Made client) {
    return judge(client).getFirst();
  }

  private static List<Sample> samples(Made... clients) {
    return Stream.of(clients).map(Made::sample).toList();
  }
}
