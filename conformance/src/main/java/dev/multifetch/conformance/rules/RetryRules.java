package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.FailureKind.INVALID_URL;
import static dev.multifetch.FailureKind.MALFORMED_RESPONSE;
import static dev.multifetch.FailureKind.TLS_FAILED;
import static dev.multifetch.FailureKind.TOO_LARGE;
import static dev.multifetch.FailureKind.UNDECODABLE;
import static dev.multifetch.FailureKind.UNKNOWN_HOST;
import static dev.multifetch.conformance.servers.Scripts.OK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import dev.multifetch.Outcome;
import dev.multifetch.Politeness;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// R51 and R52: pauses for busy servers, and which URLs are tried again.
public interface RetryRules {

  Duration SECOND = Duration.ofSeconds(1);

  /// As short as a back-off that a test need not wait for; longestPause bounds it.
  Duration MOMENT = Duration.ofMillis(50);

  @Test
  default void r51_anOriginIsLeftAloneForWhatItsRetryAfterSays(Lab lab) throws Exception {
    Map<String, Duration> due = new LinkedHashMap<>();
    due.put(busy(429, "Retry-After: 1"), SECOND);
    due.put(busy(503, "Retry-After: 2"), SECOND.multipliedBy(2));
    String now = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nRetry-After: ";
    for (String date :
        List.of(
            "Sun, 06 Nov 1994 08:49:39 GMT",
            "Sunday, 06-Nov-94 08:49:39 GMT",
            "Sun Nov  6 08:49:39 1994")) {
      due.put(busy(503, now + date), SECOND.multipliedBy(2)); // by the server's clock
    }
    Map<String, Diary> diaries = new LinkedHashMap<>();
    due.keySet().forEach(answer -> diaries.put(answer, Diary.of(answer, OK)));
    List<URI> urls = new ArrayList<>();
    diaries.values().forEach(diary -> urls.add(lab.server(diary).url("/")));

    List<Outcome> outcomes =
        Lab.outcomes(lab.open(lab.options().politeness(new Polite().attempts(2).build())), urls);

    assertThat(outcomes).allSatisfy(outcome -> assertThat(status(outcome)).isEqualTo(200));
    diaries.forEach(
        (answer, diary) ->
            assertThat(diary.pauses())
                .as("pause after %s", answer)
                .singleElement()
                .satisfies(pause -> assertThat(pause).isGreaterThanOrEqualTo(due.get(answer))));
  }

  @Test
  default void r51_aDateIsHeldAgainstTheClockWhereTheServerShowsNone(Lab lab) throws Exception {
    Instant then = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(2);
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(then.atOffset(ZoneOffset.UTC));
    List<Instant> requests = Collections.synchronizedList(new ArrayList<>());
    ScriptedServer server =
        lab.server(
            new Diary(
                number -> {
                  requests.add(Instant.now());
                  return number == 1 ? busy(503, "Retry-After: " + date) : OK;
                }));

    Outcome outcome =
        lab.fetch(lab.options().politeness(new Polite().attempts(2).build()), server.url("/"));

    assertThat(status(outcome)).isEqualTo(200);
    assertThat(requests).hasSize(2);
    assertThat(requests.getLast())
        .as("time of the second request")
        .isAfterOrEqualTo(then.minusMillis(10)); // while it waits, the clock may be adjusted
  }

  @Test
  default void r51_noPauseIsLongerThanLongestPause(Lab lab) throws Exception {
    Duration longest = Duration.ofMillis(300);
    for (String field : List.of("Retry-After: 3600", "Retry-After: 99999999999999999999", "A: b")) {
      Diary diary = Diary.of(busy(503, field), OK);
      Politeness politeness = new Polite().attempts(2).longestPause(longest).build();

      Running running =
          lab.start(
              lab.open(lab.options().politeness(politeness)), List.of(lab.server(diary).url("/")));

      assertThat(status(running.next(lab.patience()))).as("status after %s", field).isEqualTo(200);
      assertThat(diary.pauses())
          .as("pause after %s", field)
          .singleElement()
          .satisfies(pause -> assertThat(pause).isGreaterThanOrEqualTo(longest));
    }
  }

  @Test
  default void r51_allUrlsOfAnOriginWaitForTheOneThatMetIt(Lab lab) throws Exception {
    Diary diary = Diary.of(busy(429, "Retry-After: 1"), OK);
    ScriptedServer server = lab.server(diary);
    Politeness politeness = new Polite().perOrigin(1).build(); // and nothing is tried again

    List<Outcome> outcomes =
        Lab.outcomes(
            lab.open(lab.options().politeness(politeness)),
            Collections.nCopies(3, server.url("/")));

    assertThat(outcomes).extracting(RetryRules::status).containsExactly(429, 200, 200);
    assertThat(diary.pauses().getFirst())
        .as("pause of the origin before the next URL")
        .isGreaterThanOrEqualTo(SECOND);
  }

  @Test
  default void r51_whatFailedTogetherDoesNotComeBackTogether(Lab lab) throws Exception {
    List<Diary> diaries =
        IntStream.range(0, 20).mapToObj(_ -> Diary.of(busy(503, "A: b"), OK)).toList();
    List<URI> urls = diaries.stream().map(diary -> lab.server(diary).url("/")).toList();

    List<Outcome> outcomes =
        Lab.outcomes(
            lab.open(lab.options().maxInFlight(32).politeness(new Polite().attempts(2).build())),
            urls);

    assertThat(outcomes).allSatisfy(outcome -> assertThat(status(outcome)).isEqualTo(200));
    List<Duration> pauses = diaries.stream().flatMap(diary -> diary.pauses().stream()).toList();
    assertThat(pauses).hasSize(20);
    assertThat(Collections.min(pauses))
        .as("the shortest pause of 20 origins that name no time")
        .isGreaterThanOrEqualTo(SECOND.dividedBy(2));
    // 20 random times within half a second are as close as this once in 500 million runs
    assertThat(Collections.max(pauses).minus(Collections.min(pauses)))
        .as("between the shortest and the longest pause of 20 origins that failed together")
        .isGreaterThan(Duration.ofMillis(150));
  }

  @Test
  default void r51_aPauseDoublesWithEachAttempt(Lab lab) throws Exception {
    List<Diary> diaries =
        IntStream.range(0, 8)
            .mapToObj(_ -> new Diary(number -> number < 3 ? busy(503, "A: b") : OK))
            .toList();
    Politeness politeness = new Polite().attempts(3).longestPause(SECOND).build();

    Lab.outcomes(
        lab.open(lab.options().politeness(politeness)),
        diaries.stream().map(diary -> lab.server(diary).url("/")).toList());

    assertThat(diaries)
        .as("pauses of 8 origins that are busy twice: 1 to 2 s, of which longestPause leaves 1")
        .allSatisfy(diary -> assertThat(diary.pauses().getLast()).isGreaterThanOrEqualTo(SECOND));
  }

  @Test
  default void r52_whatMayPassIsTriedAgain(Lab lab) throws Exception {
    List<URI> urls = new ArrayList<>();
    for (String once : List.of(busy(503, "A: b"), busy(429, "A: b"), "")) {
      urls.add(lab.server(Diary.of(once, OK)).url("/"));
    }
    Diary silentOnce =
        new Diary(
            number -> {
              if (number == 1) {
                Thread.sleep(Duration.ofMinutes(2)); // the test ends it
              }
              return OK;
            });
    urls.add(lab.server(silentOnce).url("/"));

    List<Outcome> outcomes =
        Lab.outcomes(
            lab.open(
                lab.options().timeout(TimeRules.SHORT.multipliedBy(2)).politeness(attempts(3))),
            urls);

    assertThat(outcomes).extracting(Outcome::url).isEqualTo(urls);
    assertThat(outcomes).allSatisfy(outcome -> assertThat(status(outcome)).isEqualTo(200));
    assertThat(outcomes)
        .as("attempts at 503, 429, a lost connection and a server that was silent, once each")
        .extracting(outcome -> outcome.timing().attempt())
        .containsOnly(2);
  }

  @Test
  default void r52_nothingIsTriedOftenerThanAttemptsSay(Lab lab) throws Exception {
    ScriptedServer busy = lab.server(Scripts.always(busy(503, "A: b")));
    ScriptedServer cutting = lab.server(new Diary(_ -> ""));

    List<Outcome> outcomes =
        Lab.outcomes(
            lab.open(lab.options().politeness(attempts(3))),
            List.of(busy.url("/"), cutting.url("/")));

    assertThat(busy.requests()).as("requests at a server that is always busy").hasSize(3);
    assertThat(cutting.requests()).as("requests at a server that always cuts").hasSize(3);
    assertThat(status(outcomes.getFirst())).isEqualTo(503);
    Lab.failed(outcomes.getLast(), CONNECTION_LOST);
    assertThat(outcomes).extracting(outcome -> outcome.timing().attempt()).containsExactly(3, 3);
  }

  @Test
  default void r52_noAttemptBeginsAfterRetryTime(Lab lab) throws Exception {
    Duration pause = Duration.ofMillis(100);
    ScriptedServer server = lab.server(Scripts.always(busy(503, "A: b")));
    Politeness politeness =
        new Polite()
            .attempts(Integer.MAX_VALUE)
            .longestPause(pause)
            .retryTime(pause.multipliedBy(4))
            .build();

    Running running =
        lab.start(lab.open(lab.options().politeness(politeness)), List.of(server.url("/")));

    Outcome outcome = running.next(lab.patience());
    assertThat(status(outcome)).isEqualTo(503);
    assertThat(server.requests())
        .as("requests in a retryTime of four pauses")
        .hasSizeBetween(2, 5)
        .hasSize(outcome.timing().attempt());
  }

  @Test
  default void r52_aPauseThatGoesBeyondRetryTimeIsNotWaitedFor(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(busy(503, "Retry-After: 60")));
    Politeness politeness = new Polite().attempts(3).retryTime(Duration.ofSeconds(30)).build();

    Running running =
        lab.start(lab.open(lab.options().politeness(politeness)), List.of(server.url("/")));

    assertThat(running.next(lab.patience()).timing().attempt()).isEqualTo(1);
    assertThat(running.ended()).isEmpty();
  }

  @Test
  default void r52_anyOtherOutcomeStands(Lab lab) throws Exception {
    List<ScriptedServer> servers = new ArrayList<>();
    List<Object> due = new ArrayList<>(); // a status, or the kind of a failure
    for (int status : List.of(404, 408, 500, 502, 504)) {
      servers.add(lab.server(Scripts.always(busy(status, "A: b"))));
      due.add(status);
    }
    Map<FailureKind, String> broken = new LinkedHashMap<>();
    broken.put(MALFORMED_RESPONSE, "HTTP/1.1 no\r\n\r\n");
    broken.put(TOO_LARGE, "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
    broken.put(
        UNDECODABLE, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nno");
    broken.forEach(
        (kind, answer) -> {
          servers.add(lab.server(Scripts.onceAndStay(answer)));
          due.add(kind);
        });
    List<URI> urls = new ArrayList<>(servers.stream().map(server -> server.url("/")).toList());
    ScriptedServer plain =
        lab.server(
            connection -> {
              connection.awaitBytes();
              connection.send("no TLS");
              connection.awaitClientClose();
            });
    servers.add(plain);
    urls.add(URI.create("https://127.0.0.1:" + plain.port()));
    due.add(TLS_FAILED);
    urls.add(URI.create("http://no-such-host.test"));
    due.add(UNKNOWN_HOST);
    urls.add(URI.create("ftp://127.0.0.1"));
    due.add(INVALID_URL);

    List<Outcome> outcomes = Lab.outcomes(lab.open(lab.options().politeness(attempts(3))), urls);

    assertThat(outcomes).extracting(RetryRules::statusOrKind).isEqualTo(due);
    assertThat(outcomes)
        .as("attempts after a failure that no retry can change")
        .extracting(outcome -> outcome.timing().attempt())
        .containsOnly(1);
    assertThat(servers)
        .as("connections to servers whose answer stands")
        .allSatisfy(server -> assertThat(server.connections()).hasSize(1));
  }

  @Test
  default void r52_aUrlThatWaitsForItsNextAttemptTakesNoPlace(Lab lab) throws Exception {
    Diary busy = Diary.of(busy(503, "Retry-After: 1"), OK);
    Diary other = Diary.of(OK, OK);
    List<URI> urls = new ArrayList<>(List.of(lab.server(busy).url("/")));
    urls.addAll(Collections.nCopies(5, lab.server(other).url("/")));

    List<Outcome> outcomes =
        Lab.outcomes(
            lab.open(lab.options().maxInFlight(1).politeness(new Polite().attempts(2).build())),
            urls);

    assertThat(outcomes).allSatisfy(outcome -> assertThat(status(outcome)).isEqualTo(200));
    long second = busy.beginnings().getLast();
    assertThat(other.beginnings().stream().filter(began -> began < second))
        .as("requests of other URLs, while one of maxInFlight 1 waits for its second attempt")
        .hasSize(5);
  }

  private static Politeness attempts(int most) {
    return new Polite().attempts(most).longestPause(MOMENT).build();
  }

  private static String busy(int status, String field) {
    return "HTTP/1.1 %d Later\r\n%s\r\nContent-Length: 0\r\n\r\n".formatted(status, field);
  }

  private static int status(Outcome outcome) {
    return Lab.fetched(outcome).status();
  }

  private static Object statusOrKind(Outcome outcome) {
    return switch (outcome) {
      case Fetched fetched -> fetched.status();
      case Failed failed -> failed.kind();
    };
  }
}
