package dev.multifetch.http;

import static dev.multifetch.FailureKind.MALFORMED_RESPONSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusLineTest {

  @Test
  void r16_versionAndCodeAreRead() throws FetchException {
    assertThat(StatusLine.parse("HTTP/1.1 203 Fine")).isEqualTo(new StatusLine(true, 203));
    assertThat(StatusLine.parse("HTTP/1.0 599 ")).isEqualTo(new StatusLine(false, 599));
    assertThat(StatusLine.parse("HTTP/1.9 100")).isEqualTo(new StatusLine(true, 100));
    assertThat(StatusLine.parse("HTTP/1.1 200 tr\u00e8s\tbien"))
        .isEqualTo(new StatusLine(true, 200));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 20",
        "HTTP/1.1 200OK",
        "HTTP/1.1 2000",
        "HTTP/1.1\t200 OK",
        "HTTP/1.1  200",
        " HTTP/1.1 200",
        "HTTP/2.0 200 OK",
        "HTTP/1.: 200 OK",
        "HTTP/1./ 200 OK",
        "http/1.1 200 OK",
        "HTTP/1.1 /00 OK",
        "HTTP/1.1 2:0 OK",
        "HTTP/1.1 20: OK",
        "HTTP/1.1 099 OK",
        "HTTP/1.1 600 OK",
        "HTTP/1.1 200 O\rK",
        "HTTP/1.1 200 O\0K"
      })
  void r16_whatCannotBeReadIsMalformed(String line) {
    assertThatThrownBy(() -> StatusLine.parse(line))
        .isInstanceOf(FetchException.class)
        .extracting("kind")
        .isEqualTo(MALFORMED_RESPONSE);
  }
}
