package dev.multifetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchOptionsTest {

  private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private static void assertRefused(FetchOptions.Builder builder, String message) {
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static FetchOptions.Builder options() {
    return FetchOptions.builder();
  }

  @Test
  void theDefaultsAreThoseOfTheContract() throws NoSuchAlgorithmException {
    FetchOptions defaults = FetchOptions.defaults();

    assertThat(defaults.maxInFlight()).isEqualTo(64);
    assertThat(defaults.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(defaults.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(defaults.deadline()).isEmpty();
    assertThat(defaults.maxBodyBytes()).isEqualTo(16 * 1024 * 1024);
    assertThat(defaults.maxHeadBytes()).isEqualTo(64 * 1024);
    assertThat(defaults.maxRedirects()).isEqualTo(10);
    assertThat(defaults.userAgent()).startsWith("multifetch/");
    assertThat(defaults.headers()).isEmpty();
    assertThat(defaults.sslContext()).isSameAs(SSLContext.getDefault());
  }

  @Test
  void whatIsSetIsBuilt() throws NoSuchAlgorithmException {
    SSLContext context = SSLContext.getInstance("TLS");
    FetchOptions built =
        options()
            .maxInFlight(1)
            .connectTimeout(Duration.ofMillis(2))
            .timeout(Duration.ofMillis(3))
            .deadline(Duration.ofMillis(4))
            .maxBodyBytes(5)
            .maxHeadBytes(6)
            .maxRedirects(7)
            .userAgent("eight")
            .headers(Headers.NONE.with("N", "9"))
            .header("M", "10")
            .sslContext(context)
            .build();

    assertThat(built.maxInFlight()).isEqualTo(1);
    assertThat(built.connectTimeout()).hasMillis(2);
    assertThat(built.timeout()).hasMillis(3);
    assertThat(built.deadline()).contains(Duration.ofMillis(4));
    assertThat(built.maxBodyBytes()).isEqualTo(5);
    assertThat(built.maxHeadBytes()).isEqualTo(6);
    assertThat(built.maxRedirects()).isEqualTo(7);
    assertThat(built.userAgent()).isEqualTo("eight");
    assertThat(built.headers()).isEqualTo(Headers.NONE.with("N", "9").with("M", "10"));
    assertThat(built.sslContext()).isSameAs(context);
  }

  @Test
  void theSmallestValuesAreAccepted() {
    FetchOptions.Builder smallest =
        options()
            .maxInFlight(1)
            .connectTimeout(Duration.ofMillis(1))
            .timeout(Duration.ofMillis(1))
            .deadline(Duration.ofMillis(1))
            .maxBodyBytes(0)
            .maxHeadBytes(1)
            .maxRedirects(0)
            .userAgent("");

    assertThatCode(smallest::build).doesNotThrowAnyException();
  }

  @Test
  void theLargestBodyIsWhatAnArrayCanHold() {
    assertThat(options().maxBodyBytes(LARGEST_ARRAY).build().maxBodyBytes())
        .isEqualTo(LARGEST_ARRAY);
  }

  @Test
  void maxInFlightIsOneOrMore() {
    assertRefused(options().maxInFlight(0), "maxInFlight must be 1 or more, was 0");
  }

  @Test
  void maxBodyBytesIsNotNegative() {
    assertRefused(options().maxBodyBytes(-1), "maxBodyBytes must be from 0 to 2147483639, was -1");
  }

  @Test
  void maxBodyBytesFitsAnArray() {
    assertRefused(
        options().maxBodyBytes(LARGEST_ARRAY + 1),
        "maxBodyBytes must be from 0 to 2147483639, was 2147483640");
  }

  @Test
  void maxHeadBytesIsOneOrMore() {
    assertRefused(options().maxHeadBytes(0), "maxHeadBytes must be 1 or more, was 0");
  }

  @Test
  void maxRedirectsIsNotNegative() {
    assertRefused(options().maxRedirects(-1), "maxRedirects must be 0 or more, was -1");
  }

  @Test
  void connectTimeoutIsAMillisecondOrMore() {
    assertRefused(
        options().connectTimeout(Duration.ofNanos(999_999)),
        "connectTimeout must be 1 ms or more, was PT0.000999999S");
  }

  @Test
  void timeoutIsAMillisecondOrMore() {
    assertRefused(options().timeout(Duration.ZERO), "timeout must be 1 ms or more, was PT0S");
  }

  @Test
  void deadlineIsAMillisecondOrMore() {
    assertRefused(
        options().deadline(Duration.ofSeconds(-1)), "deadline must be 1 ms or more, was PT-1S");
  }

  @Test
  void r39_hugeDurationsCountAsTheLongestThatASocketCanWait() {
    Duration huge = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    FetchOptions built = options().connectTimeout(huge).timeout(huge).deadline(huge).build();

    assertThat(built.connectTimeout()).isEqualTo(LONGEST);
    assertThat(built.timeout()).isEqualTo(LONGEST);
    assertThat(built.deadline()).contains(LONGEST);
  }

  @Test
  void r39_theLongestDurationKeptAsGivenIsJustBelow() {
    Duration below = LONGEST.minusNanos(1);

    assertThat(options().timeout(below).build().timeout()).isEqualTo(below);
  }

  @Test
  void r13_userAgentWithALineBreakIsRefused() {
    assertRefused(
        options().userAgent("me\r\nX: y"),
        "userAgent must be printable ASCII without line breaks, was \"me??X: y\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\rb", "a\nb", "a\0b", "a\u007fb", "\u00e4"})
  void r13_headerValuesThatAreNotPrintableAreRefused(String value) {
    assertThatThrownBy(() -> options().header("X-Test", value).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("header X-Test must be printable ASCII without line breaks, was \"")
        .hasMessageContaining("?");
  }

  @Test
  void headerValuesMayHoldTabs() {
    assertThat(options().header("X-Test", "a\tb").build().headers().first("X-Test"))
        .contains("a\tb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:", "a\r\n", "(a)", "\u00e4"})
  void r13_headerNamesThatAreNoTokensAreRefused(String name) {
    assertThatThrownBy(() -> options().header(name, "x").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("header name must be a token (RFC 9110 section 5.6.2), was \"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HOST",
        "Connection",
        "Keep-Alive",
        "Proxy-Connection",
        "Content-Length",
        "Transfer-Encoding",
        "TE",
        "Trailer",
        "Upgrade",
        "Expect"
      })
  void headersThatTheFetcherSetsItselfAreRefused(String name) {
    assertRefused(
        options().header(name, "x"),
        "header " + name + " is set by the fetcher itself: leave it out");
  }

  @Test
  void aSecretThatIsRefusedIsNotRepeated() {
    assertThatThrownBy(
            () -> FetchOptions.builder().header("Authorization", "Bearer s3cret\u00e9").build())
        .hasMessageStartingWith("header Authorization must be printable ASCII")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void aHostHasOneAddressOrMore() {
    assertThatThrownBy(() -> options().addresses("a.test", 80, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("addresses of a.test: name one or more");
  }

  @Test
  void theTextShowsNoPasswordOfAProxy() {
    FetchOptions built = options().proxy(HttpProxy.of("http://me:secret@a.test:1")).build();
    assertThat(built.toString()).contains("http://a.test:1").doesNotContain("secret");
  }

  @Test
  void withoutVerifyingTheContextIsNotTheJdks() throws NoSuchAlgorithmException {
    assertThat(options().verifying(false).build().sslContext())
        .isNotSameAs(SSLContext.getDefault());
  }
}
