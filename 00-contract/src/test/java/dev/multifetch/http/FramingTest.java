package dev.multifetch.http;

import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.FailureKind.MALFORMED_RESPONSE;
import static dev.multifetch.http.Dialogue.failed;
import static dev.multifetch.http.Dialogue.fetched;
import static dev.multifetch.http.Dialogue.head;
import static dev.multifetch.http.Dialogue.piece;
import static dev.multifetch.http.Dialogue.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Failed;
import dev.multifetch.http.Step.Receive;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {

  private final UrlFetch fetch = started("http://a.example/");

  @Test
  void aBodyComesInPieces() {
    fetch.head(head(200, "Content-Length: 5"));
    fetch.body(piece("ab"));
    fetch.body(ByteBuffer.allocate(0));
    fetch.body(piece("cde"));

    assertThat(fetched(fetch.end()).text()).isEqualTo("abcde");
  }

  @Test
  void aPieceIsTakenWholeSoThatItsBufferMayServeAgain() {
    ByteBuffer buffer = piece("abc");
    fetch.head(head(200, "Content-Length: 3"));
    assertThat(fetch.body(buffer)).isEqualTo(Receive.MORE);

    buffer.clear().put(piece("xyz"));
    assertThat(fetched(fetch.end()).text()).isEqualTo("abc");
  }

  @Test
  void aBodyAnnouncedEmptyIsNotWaitedFor() {
    assertThat(fetched(fetch.head(head(200, "Content-Length: 0"))).body()).isEmpty();
  }

  @Test
  void r19_aBodyShorterThanAnnouncedIsAConnectionLost() {
    fetch.head(head(200, "Content-Length: 5"));
    fetch.body(piece("abcd"));

    Failed failed = failed(fetch.end());
    assertThat(failed.kind()).isEqualTo(CONNECTION_LOST);
    assertThat(failed.detail()).isEqualTo("body ended after 4 of 5 bytes");
  }

  @Test
  void r19_aBodyCutShortForbidsReuse() {
    fetch.head(head(200, "Content-Length: 5"));
    fetch.end();

    assertThat(fetch.connectionReusable()).isFalse();
  }

  @Test
  void aChunkedBodyEndsWhereTheTransportSaysAndAllowsReuse() {
    fetch.head(head(200, "Transfer-Encoding: Chunked"));
    fetch.body(piece("abc"));

    assertThat(fetched(fetch.end()).text()).isEqualTo("abc");
    assertThat(fetch.connectionReusable()).isTrue();
  }

  @Test
  void theHeadTellsWhereTheBodyEnds() throws FetchException {
    assertThat(Framing.of(head(200, "Transfer-Encoding: chunked")))
        .isEqualTo(new Framing.Chunked());
    assertThat(Framing.of(head(200, "Content-Length: 3"))).isEqualTo(new Framing.Length(3));
    assertThat(Framing.of(head(200, "Content-Length: 000"))).isEqualTo(new Framing.Length(0));
    assertThat(Framing.of(head(200, "Content-Length: 9223372036854775808")))
        .isEqualTo(new Framing.Length(Long.MAX_VALUE));
    assertThat(Framing.of(head(200))).isEqualTo(new Framing.UntilClose());
    assertThat(Framing.of(head(200, "Transfer-Encoding: Identity")))
        .isEqualTo(new Framing.UntilClose());
  }

  @Test
  void anEmptyChunkedBodyIsWaitedFor() {
    assertThat(fetch.head(head(200, "Transfer-Encoding: chunked"))).isEqualTo(Receive.MORE);
  }

  @Test
  void r23_aBodyWithoutFramingEndsWithTheConnectionAndForbidsReuse() {
    fetch.head(head(200));
    fetch.body(piece("abc"));

    assertThat(fetched(fetch.end()).text()).isEqualTo("abc");
    assertThat(fetch.connectionReusable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length", "content-length", "CONTENT-LENGTH"})
  void r18_framingFieldsCountInAnyCase(String name) {
    assertThat(fetched(fetch.head(head(200, name + ": 0"))).body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Transfer-Encoding: chunked  | Content-Length: 3",
        "Transfer-Encoding: chunked  | Content-Length: 0",
        "Transfer-Encoding: chunked  | Transfer-Encoding: chunked",
        "Transfer-Encoding: gzip     | Transfer-Encoding: chunked",
        "Transfer-Encoding: gzip     | A: b",
        "Transfer-Encoding: identity | Content-Length: 3",
        "Transfer-Encoding: identity | Transfer-Encoding: chunked",
        "Transfer-Encoding: identity, identity | A: b",
        "Transfer-Encoding: xchunked | A: b",
        "Transfer-Encoding: chunked, gzip | A: b",
        "Transfer-Encoding: chunked;q=1 | A: b",
        "Content-Length: 3           | Content-Length: 4",
        "Content-Length: 3, 4        | A: b",
        "Content-Length: 3           | Content-Length: +3",
        "Content-Length: +3          | A: b",
        "Content-Length: -3          | A: b",
        "Content-Length: 3.0         | A: b",
        "Content-Length: 3,          | A: b",
        "Content-Length: ,3          | A: b",
        "Content-Length: 3,,3        | A: b",
        "Content-Length: ,           | A: b",
        "Content-Length: ,           | Transfer-Encoding: chunked",
        "Content-Length: 0           | Content-Length: ,",
        "Content-Length: 0x3         | A: b",
        "Content-Length: 3 3         | A: b",
        "Content-Length: three       | A: b",
        "Content-Length: \u0663      | A: b",
        "Content-Length: 9223372036854775808, 9223372036854775809 | A: b",
        "Content-Length: 18446744073709551619 | Content-Length: 3",
        "Content-Length: -9223372036854775808 | A: b"
      })
  void r22_framingThatTwoReadersCouldReadDifferentlyIsMalformed(String first, String second) {
    assertThat(failed(fetch.head(head(200, first, second))).kind()).isEqualTo(MALFORMED_RESPONSE);
  }

  @Test
  void r22_anEmptyContentLengthIsMalformed() {
    assertThat(failed(fetch.head(head(200, "Content-Length:  "))).kind())
        .isEqualTo(MALFORMED_RESPONSE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ","})
  void r22_anEmptyTransferEncodingIsMalformed(String coding) {
    assertThat(
            failed(fetch.head(head(200, "Transfer-Encoding: " + coding, "Content-Length: 0")))
                .kind())
        .isEqualTo(MALFORMED_RESPONSE);
    assertThat(
            failed(started("http://a.example/").head(head(200, "Transfer-Encoding: " + coding)))
                .kind())
        .isEqualTo(MALFORMED_RESPONSE);
  }

  @Test
  void r22_framingSeparatedByAnotherSpaceThanHttpsIsMalformed() {
    assertThat(failed(fetch.head(head(200, "Transfer-Encoding: \fchunked"))).kind())
        .isEqualTo(MALFORMED_RESPONSE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Length: 3      | Content-Length: 3",
        "Content-Length: 3, 3   | A: b",
        "Content-Length: 3 ,3   | Content-Length: 3"
      })
  void r22_equalRepeatedContentLengthsAreOne(String first, String second) {
    fetch.head(head(200, first, second));
    fetch.body(piece("abc"));

    assertThat(fetched(fetch.end()).text()).isEqualTo("abc");
  }

  @Test
  void r22_aContentLengthMayHaveLeadingZeros() {
    fetch.head(head(200, "Content-Length: 00000000000000000000003", "Content-Length: 3"));
    fetch.body(piece("abc"));

    assertThat(fetched(fetch.end()).text()).isEqualTo("abc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "204 | Content-Length: 5",
        "204 | Content-Length: bad",
        "204 | Content-Length: 9223372036854775808",
        "304 | Content-Length: 9223372036854775808",
        "204 | Transfer-Encoding: chunked",
        "304 | Content-Length: 5",
        "304 | A: b"
      })
  void r24_theseHaveNoBodyWhateverTheirHeadersSay(int status, String field) {
    assertThat(fetched(fetch.head(head(status, field))).body()).isEmpty();
    assertThat(fetch.connectionReusable()).isTrue();
  }

  @Test
  void r22_aTransferCodingInHttp10IsMalformed() {
    Failed failed = failed(fetch.head(Dialogue.http10(200, "Transfer-Encoding: chunked")));
    assertThat(failed.kind()).isEqualTo(MALFORMED_RESPONSE);
  }
}
