package dev.multifetch.http;

import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.FailureKind.MALFORMED_RESPONSE;
import static dev.multifetch.FailureKind.REDIRECT_REFUSED;
import static dev.multifetch.FailureKind.TIMED_OUT;
import static dev.multifetch.http.Dialogue.failed;
import static dev.multifetch.http.Dialogue.fetched;
import static dev.multifetch.http.Dialogue.head;
import static dev.multifetch.http.Dialogue.piece;
import static dev.multifetch.http.Dialogue.sent;
import static dev.multifetch.http.Dialogue.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Failed;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Headers;
import dev.multifetch.http.Step.Receive;
import dev.multifetch.http.Step.Send;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {

  private static final FetchOptions CREDENTIALS =
      FetchOptions.builder()
          .header("Authorization", "secret")
          .header("COOKIE", "secret")
          .header("proxy-authorization", "secret")
          .header("X-Kept", "yes")
          .build();

  private final UrlFetch fetch = started("http://a.example/");

  /// A redirect whose body is empty.
  private static ResponseHead redirect(String location) {
    return head(302, "Content-Length: 0", "Location: " + location);
  }

  private static ResponseHead ok() {
    return head(200, "Content-Length: 0");
  }

  private static FetchOptions upTo(int maxRedirects) {
    return FetchOptions.builder().maxRedirects(maxRedirects).build();
  }

  private static String url(Request request) {
    return request.origin() + request.target();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void r29_theseAreFollowed(int status) {
    Step step = fetch.head(head(status, "Content-Length: 0", "Location: http://b.example/x"));

    assertThat(url(sent(step))).isEqualTo("http://b.example/x");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 300, 304, 305, 306, 309, 399, 404})
  void r29_theseAreNotFollowed(int status) {
    Step step = fetch.head(head(status, "Content-Length: 0", "Location: http://b.example/x"));

    assertThat(fetched(step).status()).isEqualTo(status);
  }

  @Test
  void theAnswerTellsWhatWasAskedAndWhatAnswered() {
    fetch.head(redirect("/x#part"));

    Fetched fetched = fetched(fetch.head(ok()));
    assertThat(fetched.url()).isEqualTo(URI.create("http://a.example/"));
    assertThat(fetched.finalUrl()).isEqualTo(URI.create("http://a.example/x#part"));
  }

  @Test
  void r29_exactlyMaxRedirectsAreFollowed() {
    UrlFetch limited = started("http://a.example/0", upTo(2));
    sent(limited.head(redirect("/1")));
    sent(limited.head(redirect("/2")));

    assertThat(fetched(limited.head(ok())).finalUrl()).hasPath("/2");
  }

  @Test
  void r29_oneMoreIsRefused() {
    UrlFetch limited = started("http://a.example/0", upTo(2));
    limited.head(redirect("/1"));
    limited.head(redirect("/2"));

    Failed failed = failed(limited.head(redirect("/3")));
    assertThat(failed.kind()).isEqualTo(REDIRECT_REFUSED);
    assertThat(failed.detail())
        .isEqualTo("after 2 redirects, at http://a.example/2: over 2 redirects");
  }

  @Test
  void r29_noneAllowedGivesTheRedirectItself() {
    UrlFetch limited = started("http://a.example/", upTo(0));

    assertThat(fetched(limited.head(redirect("/x"))).status()).isEqualTo(302);
  }

  @Test
  void r29_noneAllowedGivesTheBodyOfTheRedirectToo() {
    UrlFetch limited = started("http://a.example/", upTo(0));
    limited.head(head(302, "Content-Length: 4", "Location: /x"));
    limited.body(piece("body"));

    assertThat(fetched(limited.end()).text()).isEqualTo("body");
  }

  @ParameterizedTest
  @CsvSource({"/, /", "/#other, /#other", "'#', /#"})
  void r29_aRedirectToItselfIsALoop(String location, String target) {
    Failed failed = failed(fetch.head(redirect(location)));

    assertThat(failed.kind()).isEqualTo(REDIRECT_REFUSED);
    assertThat(failed.detail()).isEqualTo("a loop: back to http://a.example" + target);
  }

  @Test
  void r29_aLoopOverSeveralUrlsIsRefused() {
    fetch.head(redirect("/x"));
    fetch.head(redirect("/y"));

    assertThat(failed(fetch.head(redirect("/x"))).kind()).isEqualTo(REDIRECT_REFUSED);
  }

  @Test
  void r29_aLoopToTheUrlAskedForIsSeenPastItsFragment() {
    UrlFetch withFragment = started("http://a.example/#part");
    withFragment.head(redirect("/x"));

    assertThat(failed(withFragment.head(redirect("/"))).kind()).isEqualTo(REDIRECT_REFUSED);
  }

  @Test
  void r30_withoutLocationTheRedirectIsTheAnswer() {
    assertThat(fetched(fetch.head(head(302, "Content-Length: 0"))).status()).isEqualTo(302);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t "})
  void r30_withABlankLocationTheRedirectIsTheAnswer(String location) {
    assertThat(fetched(fetch.head(redirect(location))).status()).isEqualTo(302);
  }

  @Test
  void r30_spacesAroundALocationDoNotCount() {
    assertThat(sent(fetch.head(redirect(" /x\t"))).target()).isEqualTo("/x");
  }

  @Test
  void r30_twoDifferentLocationsAreMalformed() {
    Step step = fetch.head(head(302, "Location: /x", "location: /y"));

    assertThat(failed(step).kind()).isEqualTo(MALFORMED_RESPONSE);
    assertThat(failed(step).detail()).isEqualTo("different Locations: [/x, /y]");
  }

  @Test
  void r30_equalLocationsAreOne() {
    Step step = fetch.head(head(302, "Content-Length: 0", "Location: /x", "location: /x"));

    assertThat(sent(step).target()).isEqualTo("/x");
  }

  @Test
  void r30_theFragmentIsNotSent() {
    assertThat(sent(fetch.head(redirect("/x?y#part"))).target()).isEqualTo("/x?y");
  }

  @Test
  void r30_aRelativeLocationIsResolvedAgainstTheUrlThatSentIt() {
    fetch.head(redirect("http://b.example/x/y"));

    assertThat(url(sent(fetch.head(redirect("../z"))))).isEqualTo("http://b.example/z");
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://b.example/,       'ftp://b.example/: scheme must be http or https, was ftp'",
    "file:///etc/passwd,     'file:///etc/passwd: scheme must be http or https, was file'",
    "javascript:alert(1),    'javascript:alert(1): scheme must be http or https, was javascript'",
    "data:x,                 'data:x: scheme must be http or https, was data'",
    "http://me@b.example/,   'http://me@b.example/: user name or password in the URL'",
    "//me:pw@b.example/,     'http://me:pw@b.example/: user name or password in the URL'",
    "http://b.example:0/,    'http://b.example:0/: port must be from 1 to 65535, was 0'",
    "http:///x,              'http:///x: no host'",
    "http:\\\\b.example\\x,  'http:%5C%5Cb.example%5Cx: no host'",
    "http://b%0d%0aX: y/,    'http://b%0d%0aX:%20y/: not a valid host and port: b%0d%0aX:%20y'",
    "http://b%0d%0aX/,       'http://b%0d%0aX/: not a valid host and port: b%0d%0aX'"
  })
  void r31_whereNoneMayLeadNothingIsSent(String location, String detail) {
    Failed failed = failed(fetch.head(redirect(location)));

    assertThat(failed.kind()).isEqualTo(REDIRECT_REFUSED);
    assertThat(failed.detail()).startsWith(detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/x\r\nX: y", "/x\rX: y", "/x\nX: y"})
  void r31_aRawLineBreakInALocationIsMalformedAndNothingIsSent(String location) {
    assertThat(failed(fetch.head(redirect(location))).kind()).isEqualTo(MALFORMED_RESPONSE);
  }

  @Test
  void r31_anEncodedLineBreakInAPathStaysEncoded() {
    assertThat(sent(fetch.head(redirect("/x%0d%0aX:%20y"))).target()).isEqualTo("/x%0d%0aX:%20y");
  }

  @Test
  void r31_fromHttpsToHttpIsRefused() {
    UrlFetch secure = started("https://a.example/");

    Failed failed = failed(secure.head(redirect("http://a.example/x")));
    assertThat(failed.kind()).isEqualTo(REDIRECT_REFUSED);
    assertThat(failed.detail()).isEqualTo("from https to http://a.example/x");
  }

  @Test
  void r31_fromHttpOverHttpsBackToHttpIsRefused() {
    sent(fetch.head(redirect("https://a.example/")));

    assertThat(failed(fetch.head(redirect("http://a.example/x"))).kind())
        .isEqualTo(REDIRECT_REFUSED);
  }

  @ParameterizedTest
  @CsvSource({"http://a.example/,  https://a.example/", "https://a.example/, https://b.example/"})
  void r31_toHttpsIsAllowed(String from, String to) {
    assertThat(url(sent(started(from).head(redirect(to))))).isEqualTo(to);
  }

  private static List<String> secrets(Step step) {
    Headers headers = sent(step).headers();
    return Stream.of("Authorization", "Cookie", "Proxy-Authorization")
        .flatMap(name -> headers.values(name).stream())
        .toList();
  }

  @Test
  void r32_credentialsGoToTheFirstOrigin() {
    UrlFetch secret = Dialogue.fetch("http://a.example/", CREDENTIALS);

    assertThat(secrets(secret.start())).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/x", "http://A.EXAMPLE:80/x", "//a.example/x"})
  void r32_credentialsStayWithinTheOrigin(String location) {
    UrlFetch secret = started("http://a.example/", CREDENTIALS);

    assertThat(secrets(secret.head(redirect(location)))).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a.example/",
        "http://b.example/",
        "http://sub.a.example/",
        "http://a.example:81/",
        "https://a.example:80/"
      })
  void r32_credentialsAreDroppedWhenSchemeHostOrPortChanges(String location) {
    UrlFetch secret = started("http://a.example/", CREDENTIALS);

    assertThat(secrets(secret.head(redirect(location)))).isEmpty();
  }

  @Test
  void r32_credentialsStayDroppedOnTheWayBack() {
    UrlFetch secret = started("http://a.example/", CREDENTIALS);
    secret.head(redirect("http://b.example/"));

    assertThat(secrets(secret.head(redirect("http://a.example/x")))).isEmpty();
  }

  @Test
  void r32_otherFieldsGoAlong() {
    UrlFetch secret = started("http://a.example/", CREDENTIALS);

    assertThat(sent(secret.head(redirect("http://b.example/"))).headers().first("X-Kept"))
        .contains("yes");
  }

  @Test
  void r33_aShortBodyIsDrainedSoThatTheConnectionMayServeAgain() {
    fetch.head(head(302, "Content-Length: 16384", "Location: /x"));
    assertThat(fetch.body(ByteBuffer.allocate(16384))).isEqualTo(Receive.MORE);

    assertThat(sent(fetch.end()).target()).isEqualTo("/x");
    assertThat(fetch.connectionReusable()).isTrue();
  }

  @Test
  void r33_aLongBodyIsLeftWithItsConnection() {
    fetch.head(head(302, "Transfer-Encoding: chunked", "Location: /x"));
    fetch.body(ByteBuffer.allocate(16384));

    assertThat(sent(fetch.body(ByteBuffer.allocate(1))).target()).isEqualTo("/x");
    assertThat(fetch.connectionReusable()).isFalse();
  }

  @Test
  void r33_aBodyAnnouncedTooLongIsNotWaitedFor() {
    fetch.head(redirect("/x"));
    Step step = fetch.head(head(302, "Content-Length: 16385", "Location: /y"));

    assertThat(sent(step).target()).isEqualTo("/y");
    assertThat(fetch.connectionReusable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Connection: close", "A: b"})
  void r33_aBodyWhoseConnectionCannotServeAgainIsNotDrained(String field) {
    fetch.head(redirect("/x"));
    Step step = fetch.head(head(302, field, "Location: /y"));

    assertThat(sent(step).target()).isEqualTo("/y");
    assertThat(fetch.connectionReusable()).isFalse();
  }

  @Test
  void r33_theBodyOfARedirectIsNotHeldAgainstMaxBodyBytes() {
    UrlFetch limited = started("http://a.example/", FetchOptions.builder().maxBodyBytes(1).build());
    limited.head(head(302, "Content-Length: 4", "Location: /x"));

    assertThat(limited.body(piece("body"))).isEqualTo(Receive.MORE);
  }

  @Test
  void r33_theBodyOfARedirectNeedNotDecode() {
    fetch.head(head(302, "Transfer-Encoding: chunked", "Content-Encoding: br", "Location: /x"));

    assertThat(fetch.body(piece("body"))).isEqualTo(Receive.MORE);
  }

  @Test
  void r33_theBodyOfARedirectIsNotPartOfTheAnswer() {
    fetch.head(head(302, "Content-Length: 4", "Location: /x"));
    fetch.body(piece("body"));
    fetch.end();
    fetch.head(head(200, "Content-Length: 3"));
    fetch.body(piece("new"));

    assertThat(fetched(fetch.end()).text()).isEqualTo("new");
  }

  @Test
  void r33_aRedirectWhoseBodyBreaksOffIsFollowed() {
    fetch.head(head(302, "Content-Length: 4", "Location: /x"));
    fetch.body(piece("bo"));

    assertThat(sent(fetch.end()).target()).isEqualTo("/x");
    assertThat(fetch.connectionReusable()).isFalse();
  }

  @Test
  void r33_aRedirectWhoseConnectionBreaksIsFollowedOnAnyConnection() {
    fetch.head(head(302, "Content-Length: 4", "Location: /x"));

    assertThat(fetch.failed(new IOException("reset"), false))
        .isInstanceOfSatisfying(Send.class, send -> assertThat(send.onFreshConnection()).isFalse());
  }

  @Test
  void theTimeOutOfARedirectedUrlTellsWhereItWas() {
    fetch.head(redirect("/x"));

    Failed failed = failed(fetch.timedOut());
    assertThat(failed.kind()).isEqualTo(TIMED_OUT);
    assertThat(failed.detail())
        .isEqualTo("after 1 redirect, at http://a.example/x: not finished within 30000 ms");
  }

  @Test
  void aRedirectIsNotFollowedBeforeItsBodyIsOver() {
    fetch.head(head(302, "Content-Length: 4", "Location: /x"));
    assertThat(fetch.onlyDrains()).isTrue();

    assertThat(failed(fetch.timedOut()).detail()).isEqualTo("not finished within 30000 ms");
  }

  @Test
  void theFailureOfAHopIsTheFailureOfTheUrl() {
    fetch.head(redirect("/x"));

    Failed failed = failed(fetch.failed(new IOException("reset"), false));
    assertThat(failed.kind()).isEqualTo(CONNECTION_LOST);
    assertThat(failed.url()).isEqualTo(URI.create("http://a.example/"));
  }

  @Test
  void r15_interimResponsesAreCountedForEachHop() {
    for (int i = 1; i <= 16; i++) {
      fetch.head(head(103));
    }
    fetch.head(redirect("/x"));

    assertThat(fetch.head(head(103))).isEqualTo(Receive.MORE);
  }
}
