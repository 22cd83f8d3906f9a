package dev.multifetch.http;

import static dev.multifetch.FailureKind.CANCELLED;
import static dev.multifetch.FailureKind.DEADLINE;
import static dev.multifetch.FailureKind.TIMED_OUT;
import static dev.multifetch.http.Dialogue.failed;
import static dev.multifetch.http.Dialogue.fetch;
import static dev.multifetch.http.Dialogue.fetched;
import static dev.multifetch.http.Dialogue.head;
import static dev.multifetch.http.Dialogue.piece;
import static dev.multifetch.http.Dialogue.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.multifetch.Failed;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Timing;
import dev.multifetch.http.Step.Done;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UrlFetchTest {

  private static final FetchOptions OPTIONS = FetchOptions.defaults();

  private final UrlFetch fetch = started("http://a.example/x");
  private final AtomicLong clock = new AtomicLong();
  private final UrlFetch clocked =
      new UrlFetch(0, URI.create("http://a.example/"), OPTIONS, clock::get);

  @Test
  void anAnswerHoldsAllThatIsKnown() {
    fetch.head(head(404, "Content-Length: 4", "X-A: b"));
    fetch.body(piece("gone"));

    Fetched fetched = fetched(fetch.end());
    assertThat(fetched.index()).isEqualTo(7);
    assertThat(fetched.url()).isEqualTo(URI.create("http://a.example/x"));
    assertThat(fetched.finalUrl()).isEqualTo(URI.create("http://a.example/x"));
    assertThat(fetched.status()).isEqualTo(404);
    assertThat(fetched.headers().first("X-A")).contains("b");
    assertThat(fetched.text()).isEqualTo("gone");
  }

  @Test
  void whatWasKnownOfOneConnectionIsNotTakenForTheNext() {
    fetch.head(head(302, "Location: /y", "Content-Length: 0"));
    assertThat(fetch.connectionReusable()).isTrue();

    fetch.head(head(200, "Content-Length: 5"));
    assertThat(fetch.connectionReusable()).isFalse(); // nothing of the body is there
  }

  @Test
  void aFailureNamesItsUrl() {
    Failed failed = failed(fetch.failed(new IOException("reset"), false));

    assertThat(failed.index()).isEqualTo(7);
    assertThat(failed.url()).isEqualTo(URI.create("http://a.example/x"));
  }

  @Test
  void aTimeOutIsTold() {
    UrlFetch impatient =
        started(
            "http://a.example/", FetchOptions.builder().timeout(Duration.ofMillis(1500)).build());

    assertThat(failed(impatient.timedOut()).kind()).isEqualTo(TIMED_OUT);
    assertThat(failed(impatient.timedOut()).detail()).isEqualTo("not finished within 1500 ms");
  }

  @Test
  void r39_aTimeOutOfCenturiesIsToldWithoutOverflow() {
    UrlFetch patient =
        started(
            "http://a.example/",
            FetchOptions.builder().timeout(Duration.ofSeconds(Long.MAX_VALUE)).build());

    assertThat(failed(patient.timedOut()).detail()).isEqualTo("not finished within 2147483647 ms");
  }

  @Test
  void r59_aStallIsTold() {
    UrlFetch impatient =
        started(
            "http://a.example/",
            FetchOptions.builder().stallTimeout(Duration.ofMillis(300)).build());

    assertThat(failed(impatient.stalled()).kind()).isEqualTo(TIMED_OUT);
    assertThat(failed(impatient.stalled()).detail()).isEqualTo("nothing came for 300 ms");
  }

  @Test
  void aDeadlineIsTold() {
    assertThat(failed(fetch.deadlinePassed()).kind()).isEqualTo(DEADLINE);
    assertThat(failed(fetch.deadlinePassed()).detail())
        .isEqualTo("not finished when the deadline passed");
  }

  @Test
  void aCancellationIsTold() {
    assertThat(failed(fetch.cancelled()).kind()).isEqualTo(CANCELLED);
    assertThat(failed(fetch.cancelled()).detail())
        .isEqualTo("not finished when the fetcher was closed");
  }

  @Test
  void aTimeOutInTheMiddleOfABodyForbidsReuse() {
    fetch.head(head(200, "Content-Length: 4"));
    fetch.body(piece("bo"));
    fetch.timedOut();

    assertThat(fetch.connectionReusable()).isFalse();
  }

  @Test
  void nothingReceivedMeansNothingReusable() {
    assertThat(fetch.connectionReusable()).isFalse();
  }

  @Test
  void aFailureBehindAReusableHopForbidsReuse() {
    fetch.head(head(302, "Content-Length: 0", "Location: /y"));
    fetch.cancelled();

    assertThat(fetch.connectionReusable()).isFalse();
  }

  @Test
  void aBodyWithoutAHeadIsAMistakeOfTheModel() {
    assertThatThrownBy(() -> fetch.body(piece("x")))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("a body without a head");
  }

  @Test
  void timesAreTakenAsThingsHappen() {
    clock.set(10);
    clocked.start();
    clock.set(20);
    clocked.head(head(200, "Content-Length: 1"));
    clocked.body(piece("x"));
    clock.set(30);

    assertThat(fetched(clocked.end()).timing()).isEqualTo(new Timing(10, 20, 30));
  }

  @Test
  void theFirstByteIsThatOfTheLastResponse() {
    clocked.start();
    clock.set(10);
    clocked.head(head(302, "Content-Length: 0", "Location: /y"));
    clock.set(20);

    assertThat(fetched(clocked.head(head(204))).timing()).isEqualTo(new Timing(0, 20, 20));
  }

  @Test
  void anInterimResponseIsNoFirstByte() {
    clocked.start();
    clock.set(10);
    clocked.head(head(103));

    assertThat(failed(clocked.timedOut()).timing()).isEqualTo(new Timing(0, Timing.NEVER, 10));
  }

  static Stream<Arguments> whatAModelMaySay() {
    return Stream.of(
        said("start", UrlFetch::start),
        said("head", f -> f.head(head(200, "Content-Length: 0"))),
        said("bad head", f -> f.head(head(999))),
        said("body", f -> f.body(ByteBuffer.allocate(1))),
        said("end", UrlFetch::end),
        said("failed", f -> f.failed(new IOException("late"), false)),
        said("failed, stale", f -> f.failed(new IOException("late"), true)),
        said("timedOut", UrlFetch::timedOut),
        said("deadlinePassed", UrlFetch::deadlinePassed),
        said("cancelled", UrlFetch::cancelled));
  }

  private static Arguments said(String name, Function<UrlFetch, Step> words) {
    return arguments(Named.of(name, words));
  }

  @ParameterizedTest
  @MethodSource("whatAModelMaySay")
  void r01_afterAnAnswerWhateverItIsToldItSaysTheSame(Function<UrlFetch, Step> words) {
    Step done = fetch.head(head(200, "Content-Length: 0"));

    assertThat(words.apply(fetch)).isInstanceOf(Done.class).isSameAs(done);
  }

  @ParameterizedTest
  @MethodSource("whatAModelMaySay")
  void r01_afterAFailureWhateverItIsToldItSaysTheSame(Function<UrlFetch, Step> words) {
    Step done = fetch.timedOut();

    assertThat(words.apply(fetch)).isInstanceOf(Done.class).isSameAs(done);
  }

  @ParameterizedTest
  @MethodSource("whatAModelMaySay")
  void r08_afterAnInvalidUrlWhateverItIsToldItSaysTheSame(Function<UrlFetch, Step> words) {
    UrlFetch invalid = fetch("ftp://a.example/");
    Step done = invalid.start();

    assertThat(words.apply(invalid)).isInstanceOf(Done.class).isSameAs(done);
  }

  @Test
  void whatWasGivenUpBeforeItsStartIsNotStarted() {
    Step done = clocked.cancelled();

    assertThat(clocked.start()).isSameAs(done);
  }

  @Test
  void whatWasNeverStartedTookNoTime() {
    clock.set(10);

    assertThat(failed(clocked.deadlinePassed()).timing())
        .isEqualTo(new Timing(10, Timing.NEVER, 10));
  }

  @ParameterizedTest
  @MethodSource("whatAModelMaySay")
  void r40_nothingToldAfterAnAnswerTakesItsConnectionAway(Function<UrlFetch, Step> words) {
    fetch.head(head(200, "Content-Length: 0"));
    var _ = words.apply(fetch);

    assertThat(fetch.connectionReusable()).isTrue();
  }

  @Test
  void theBodyHandedOverIsTheCallersOwn() {
    fetch.head(head(200, "Content-Length: 1"));
    fetch.body(piece("x"));
    Fetched fetched = fetched(fetch.end());
    fetch.cancelled();

    assertThat(fetched.text()).isEqualTo("x");
  }
}
