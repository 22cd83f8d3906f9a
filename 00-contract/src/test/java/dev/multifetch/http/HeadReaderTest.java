package dev.multifetch.http;

import static dev.multifetch.FailureKind.MALFORMED_RESPONSE;
import static dev.multifetch.FailureKind.TOO_LARGE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.multifetch.Headers.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadReaderTest {

  private static final int MAX = 100;

  private final HeadReader reader = new HeadReader(MAX);

  /// How many of these bytes make a head, or -1 if they make none yet.
  private int read(String bytes) throws FetchException {
    for (int i = 0; i < bytes.length(); i++) {
      if (reader.accept(bytes.getBytes(ISO_8859_1)[i])) {
        return i + 1;
      }
    }
    return -1;
  }

  private void assertMalformed(String bytes) {
    assertThatExceptionOfType(FetchException.class)
        .isThrownBy(() -> read(bytes))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(MALFORMED_RESPONSE));
  }

  private ResponseHead taken(String bytes) throws FetchException {
    assertThat(read(bytes)).isEqualTo(bytes.length());
    return reader.take();
  }

  @Test
  void aHeadIsAStatusLineAndFields() throws FetchException {
    ResponseHead head = taken("HTTP/1.1 200 OK\r\nA: 1\r\nB:2\r\n\r\n");
    assertThat(head.http11()).isTrue();
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.headers()).containsExactly(new Field("A", "1"), new Field("B", "2"));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 599})
  void r16_codesGoFrom100To599(int code) throws FetchException {
    assertThat(taken("HTTP/1.1 " + code + " ?\r\n\r\n").status()).isEqualTo(code);
  }

  @Test
  void aHeadEndsWithItsEmptyLine() throws FetchException {
    assertThat(read("HTTP/1.1 200 OK\r\n\r\nbody")).isEqualTo(19);
  }

  @Test
  void anotherHeadMayFollow() throws FetchException {
    taken("HTTP/1.1 103 Early\r\nA: 1\r\n\r\n");
    assertThat(reader.begun()).isFalse();
    ResponseHead second = taken("HTTP/1.0 404 No\r\nB: 2\r\n\r\n");
    assertThat(second.status()).isEqualTo(404);
    assertThat(second.http11()).isFalse();
    assertThat(second.headers()).containsExactly(new Field("B", "2"));
  }

  @Test
  void itIsBegunWithItsFirstByte() throws FetchException {
    assertThat(reader.begun()).isFalse();
    read("H");
    assertThat(reader.begun()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HTTP/1.1 200", "HTTP/1.1 200 ", "HTTP/1.9 200  x", "HTTP/1.1 200 caf\u00e9\tx"})
  void r16_aStatusLineNeedsNoReason(String line) throws FetchException {
    assertThat(taken(line + "\r\n\r\n").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1",
        "HTTP/1.1 20",
        "HTTP/1.1 2000",
        "HTTP/1.1 200OK",
        "HTTP/1.1  200",
        "HTTP/1.1\t200 OK",
        "HTTP/1.x 200 OK",
        "HTTP/1.10 200",
        "HTTP/1.1 x00 OK",
        "HTTP/1.1 2x0 OK",
        "HTTP/1.1 20x OK",
        "HTTP/1.1 99:",
        "HTTP/1.1 /00",
        "HTTP/1.1 000",
        "HTTP/1.1 099 ?",
        "HTTP/1.1 600 ?"
      })
  void r16_anotherStatusLineIsMalformed(String line) {
    assertMalformed(line + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", " ", "\r", "\n", "h", "HTTP/2", "HTTPS", "\0"})
  void r16_anotherProtocolIsMalformedAtItsFirstByte(String begin) throws FetchException {
    read(begin.substring(0, begin.length() - 1));
    assertMalformed(begin.substring(begin.length() - 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"A: 1\nB: 2\n\n", "A: 1\nB: 2\r\n\n", "A: 1\r\nB: 2\n\r\n"})
  void r18_aBareLfEndsALine(String fields) throws FetchException {
    assertThat(taken("HTTP/1.1 200 OK\n" + fields).headers())
        .containsExactly(new Field("A", "1"), new Field("B", "2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"A: 1\r\n 2", "A: 1 \r\n \t 2 \t", "A:\r\n 1 2", "A:\r\n 1 2\r\n "})
  void r18_aFoldedLineIsOneWithASpace(String folded) throws FetchException {
    assertThat(taken("HTTP/1.1 200 OK\r\n" + folded + "\r\n\r\n").headers())
        .containsExactly(new Field("A", "1 2"));
  }

  @Test
  void r18_aValueIsWhatStandsBetweenTheSpaceAroundIt() throws FetchException {
    assertThat(taken("HTTP/1.1 200 OK\r\nA: \t \u00e9:\tb \t\r\nB:\r\nC:  \r\n\r\n").headers())
        .containsExactly(new Field("A", "\u00e9:\tb"), new Field("B", ""), new Field("C", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no colon\r\n",
        " folded\r\n",
        "\tfolded\r\n",
        "A: a\0\r\n",
        "A: a\u0001\r\n",
        "A: a\u001f\r\n",
        "A: a\u007f\r\n",
        "A: a\rb\r\n",
        "A: a\r\r\n",
        "A: a\r\r\r\n",
        "A\u000b: a\r\n",
        "A: \u000ba\r\n",
        "A : a\r\n",
        "\u000b\r\n"
      })
  void r18_whatIsNoFieldIsMalformed(String line) {
    assertMalformed("HTTP/1.1 200 OK\r\n" + line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "\rx", "\u001b", "\u007f"})
  void r16_aControlCharacterInTheStatusLineIsMalformed(String control) {
    assertMalformed("HTTP/1.1 200 O" + control + "\r\n");
  }

  @Test
  void r17_aLineWithoutEndIsGivenUp() throws FetchException {
    String line = "HTTP/1.1 200 ";
    assertThat(read(line + "x".repeat(MAX - line.length()))).isEqualTo(-1);
    assertTooLarge("x", "a line is over 100 bytes");
  }

  @Test
  void r17_fieldsWithoutEndAreGivenUp() throws FetchException {
    String field = "A: 45678\r\n"; // 10 with its end
    assertThat(read("HTTP/1.1 200 OK\r\n" + field.repeat(MAX / 10))).isEqualTo(-1);
    assertTooLarge("A:\r\n", "fields are over 100 bytes");
  }

  private void assertTooLarge(String bytes, String message) {
    assertThatExceptionOfType(FetchException.class)
        .isThrownBy(() -> read(bytes))
        .withMessage(message)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(TOO_LARGE));
  }

  @Test
  void r17_eachHeadHasTheLimitForItself() throws FetchException {
    String head = "HTTP/1.1 103 Early\r\nA: " + "x".repeat(80) + "\r\n\r\n";
    taken(head);
    taken(head);
  }
}
