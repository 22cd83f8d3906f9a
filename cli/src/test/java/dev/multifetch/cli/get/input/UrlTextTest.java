package dev.multifetch.cli.get.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.IDN;
import java.net.URISyntaxException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTextTest {

  private static final UrlText AS_WRITTEN = new UrlText(Optional.empty());
  private static final UrlText HTTPS = new UrlText(Optional.of("https"));

  /// Of the first four, IDNA 2003 knows another name or none. They are examples of UTS 46.
  @ParameterizedTest
  @CsvSource({
    "http://fa\u00DF.de/, http://xn--fa-hia.de/",
    "http://\u03B2\u03CC\u03BB\u03BF\u03C2.com, http://xn--nxasmm1c.com",
    "http://\u0DC1\u0DCA\u200D\u0DBB\u0DD3.com/, http://xn--10cl1a0b660p.com/",
    "http://\u2615.us/, http://xn--53h.us/",
    "http://B\u00FCcher.example:80/x, http://xn--bcher-kva.example:80/x",
    "http://bu\u0308cher.example?q#f, http://xn--bcher-kva.example?q#f",
    "http://me:pw@b\u00FCcher.example/, http://me:pw@xn--bcher-kva.example/",
    "http://\u65E5\u672C\u8A9E\u3002\uFF2A\uFF30/, http://xn--wgv71a119e.jp/"
  })
  void aHostInUnicodeIsWrittenInAscii(String written, String url) throws URISyntaxException {
    assertThat(AS_WRITTEN.complete(written)).isEqualTo(url);
  }

  /// Why the JDK's own IDN is not used.
  @Test
  void theJdkWouldAskAnotherHost() {
    assertThat(IDN.toASCII("fa\u00DF.de")).isEqualTo("fass.de");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://\u00FC..example/", "http://\uFDD0.example/"})
  void aHostThatCannotBeIsRefused(String url) {
    assertThatThrownBy(() -> AS_WRITTEN.complete(url)).hasMessageContaining("no host may have");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://h/\u00FC",
        "http://h/?\u00FC",
        "b\u00FCcher.example",
        "http://[::1]/\u00FC"
      })
  void allElseStaysAsItIs(String text) throws URISyntaxException {
    assertThat(AS_WRITTEN.complete(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "example.org/x, https://example.org/x",
    "localhost:8080/x, https://localhost:8080/x",
    "//h/x, https://h/x",
    "b\u00FCcher.example, https://xn--bcher-kva.example",
    "http://h/, http://h/",
    "mailto:a@b, mailto:a@b",
    "/x, /x",
    "https:h, https:h"
  })
  void onlyWhatLacksASchemeGetsOne(String text, String url) throws URISyntaxException {
    assertThat(HTTPS.complete(text)).isEqualTo(url);
  }
}
