package dev.multifetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchedTest {

  private static Fetched fetched(Headers headers, byte[] body) {
    URI url = URI.create("http://a.example/");
    return new Fetched(3, url, url, 200, headers, body, new Timing(0, 1, 2));
  }

  private static String text(String contentType, byte[] body) {
    return fetched(Headers.NONE.with("Content-Type", contentType), body).text();
  }

  @Test
  void textWithoutContentTypeIsUtf8() {
    assertThat(fetched(Headers.NONE, "grün".getBytes(UTF_8)).text()).isEqualTo("grün");
  }

  @Test
  void textWithoutCharsetIsUtf8() {
    assertThat(text("text/html", "grün".getBytes(UTF_8))).isEqualTo("grün");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html;charset=iso-8859-1",
        "text/html; charset=ISO-8859-1",
        "text/html; Charset=\"iso-8859-1\"",
        "text/html; x=y ; charset = iso-8859-1; z",
        "text/html; charset=iso-8859-1;z"
      })
  void textIsInTheCharsetNamed(String contentType) {
    assertThat(text(contentType, "grün".getBytes(ISO_8859_1))).isEqualTo("grün");
  }

  @Test
  void textInUtf16FollowsItsByteOrderMark() {
    assertThat(text("text/plain; charset=utf-16", "grün".getBytes(UTF_16))).isEqualTo("grün");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html; charset=klingon",
        "text/html; charset='utf-8'",
        "text/html; charset=",
        "text/html; charset=\"\"",
        "text/html; xcharset=iso-8859-1"
      })
  void aCharsetThatIsUnknownOrNoneCountsAsUtf8(String contentType) {
    assertThat(text(contentType, "grün".getBytes(UTF_8))).isEqualTo("grün");
  }

  @Test
  void whatCannotBeDecodedIsReplaced() {
    assertThat(text("text/plain; charset=utf-8", new byte[] {'a', (byte) 0xff, 'b'}))
        .isEqualTo("a\ufffdb");
  }

  @Test
  void toStringSaysHowLargeTheBodyIsButNotTheBody() {
    assertThat(fetched(Headers.NONE, new byte[5]))
        .hasToString("Fetched[3 http://a.example/ 200, 5 bytes]");
  }
}
