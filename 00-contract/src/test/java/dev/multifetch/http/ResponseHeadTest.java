package dev.multifetch.http;

import static dev.multifetch.FailureKind.MALFORMED_RESPONSE;
import static dev.multifetch.FailureKind.TOO_LARGE;
import static dev.multifetch.http.Dialogue.failed;
import static dev.multifetch.http.Dialogue.fetched;
import static dev.multifetch.http.Dialogue.head;
import static dev.multifetch.http.Dialogue.headers;
import static dev.multifetch.http.Dialogue.http10;
import static dev.multifetch.http.Dialogue.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Failed;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Headers;
import dev.multifetch.http.Step.Receive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseHeadTest {

  private final UrlFetch fetch = started("http://a.example/");

  @Test
  void r15_interimResponsesAreSkippedUpToSixteen() {
    for (int i = 1; i <= 16; i++) {
      assertThat(fetch.head(head(100 + (i > 1 ? i : 0)))).isEqualTo(Receive.MORE);
    }

    assertThat(fetched(fetch.head(head(204))).status()).isEqualTo(204);
  }

  @Test
  void r15_theSeventeenthInterimResponseIsOneTooMany() {
    for (int i = 1; i <= 16; i++) {
      fetch.head(head(103));
    }

    Failed failed = failed(fetch.head(head(103)));
    assertThat(failed.kind()).isEqualTo(MALFORMED_RESPONSE);
    assertThat(failed.detail()).isEqualTo("over 16 interim responses");
  }

  @Test
  void r15_anUnaskedSwitchOfProtocolsIsMalformed() {
    Failed failed = failed(fetch.head(head(101, "Upgrade: h2c")));

    assertThat(failed.kind()).isEqualTo(MALFORMED_RESPONSE);
    assertThat(failed.detail()).startsWith("101 Switching Protocols");
  }

  @Test
  void r15_theFieldsOfAnInterimResponseAreNotThoseOfTheFinalOne() {
    fetch.head(head(103, "Link: </x>", "Content-Length: 9"));

    assertThat(fetched(fetch.head(head(200, "Content-Length: 0"))).headers())
        .isEqualTo(headers("Content-Length: 0"));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 99, 600, 1000, Integer.MAX_VALUE})
  void r16_aStatusCodeThatIsNoneIsMalformed(int status) {
    Failed failed = failed(fetch.head(head(status)));

    assertThat(failed.kind()).isEqualTo(MALFORMED_RESPONSE);
    assertThat(failed.detail()).isEqualTo("status code " + status);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 226, 300, 399, 404, 499, 500, 599})
  void r16_everyFinalStatusIsAnAnswer(int status) {
    assertThat(fetched(fetch.head(head(status, "Content-Length: 0"))).status()).isEqualTo(status);
  }

  @Test
  void r17_aHeadAsLargeAsTheLimitPasses() {
    UrlFetch limited = started("http://a.example/", withMaxHeadBytes(24));

    // "Content-Length: 0\r\n" is 19, "A: \r\n" is 5
    Fetched fetched = fetched(limited.head(head(200, "Content-Length: 0", "A: ")));
    assertThat(fetched.headers()).hasSize(2);
  }

  @Test
  void r17_aHeadOneByteOverTheLimitIsTooLarge() {
    UrlFetch limited = started("http://a.example/", withMaxHeadBytes(23));

    Failed failed = failed(limited.head(head(200, "Content-Length: 0", "A: ")));
    assertThat(failed.kind()).isEqualTo(TOO_LARGE);
    assertThat(failed.detail()).isEqualTo("head is over 23 bytes");
  }

  @Test
  void r17_theLimitHoldsForInterimResponsesToo() {
    UrlFetch limited = started("http://a.example/", withMaxHeadBytes(10));

    assertThat(failed(limited.head(head(103, "Link: </style.css>"))).kind()).isEqualTo(TOO_LARGE);
  }

  private static FetchOptions withMaxHeadBytes(int bytes) {
    return FetchOptions.builder().maxHeadBytes(bytes).build();
  }

  @Test
  void r18_fieldsAreHandedOverAsReceived() {
    String[] fields = {"X-B: 2", "x-a: ", "X-b: gr\u00fcn", "Content-Length: 0"};

    assertThat(fetched(fetch.head(head(200, fields))).headers()).isEqualTo(headers(fields));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "a\rb", "a\nb", "\0", "\r"})
  void r18_controlCharactersInAValueAreMalformed(String value) {
    assertThat(failed(fetch.head(head(200, "X-A: " + value))).kind()).isEqualTo(MALFORMED_RESPONSE);
  }

  @Test
  void r18_anEmptyNameIsMalformed() {
    assertThat(failed(fetch.head(head(200, ": x"))).kind()).isEqualTo(MALFORMED_RESPONSE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X\0", "X\rY", "X\nY", "Content-Length ", "Content-Length\t", " X", "\u007f"})
  void r18_spacesAndControlCharactersInANameAreMalformed(String name) {
    assertThat(failed(fetch.head(head(200, name + ": 5"))).kind()).isEqualTo(MALFORMED_RESPONSE);
  }

  @Test
  void r18_aNameIsAToken() {
    String token = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    for (char c = 0; c < 0x200; c++) {
      Step step = started("http://a.example/").head(with("X" + c, "Content-Length"));
      if (token.indexOf(c) >= 0) {
        assertThat(fetched(step).headers()).as("name with %d", (int) c).hasSize(2);
      } else {
        assertThat(failed(step).kind()).as("name with %d", (int) c).isEqualTo(MALFORMED_RESPONSE);
      }
    }
  }

  private static ResponseHead with(String... names) {
    Headers headers = Headers.NONE;
    for (String name : names) {
      headers = headers.with(name, "0");
    }
    return new ResponseHead(true, 200, headers);
  }

  @Test
  void aResponseReceivedToItsEndLeavesItsConnectionReusable() {
    fetch.head(head(200, "Content-Length: 0", "Connection: keep-alive"));

    assertThat(fetch.connectionReusable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "CLOSE", "keep-alive, Close", "upgrade ,close"})
  void r24_connectionCloseInAnyCaseOrListForbidsReuse(String options) {
    fetch.head(head(200, "Content-Length: 0", "connection: " + options));

    assertThat(fetch.connectionReusable()).isFalse();
  }

  @Test
  void r24_http10ForbidsReuseWhateverItSays() {
    fetch.head(http10(200, "Content-Length: 0", "Connection: keep-alive"));

    assertThat(fetch.connectionReusable()).isFalse();
  }
}
