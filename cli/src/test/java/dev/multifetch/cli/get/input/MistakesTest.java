package dev.multifetch.cli.get.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifetch.FailureKind;
import dev.multifetch.cli.get.output.Remedies;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a user is told who has put something else than a URL into a list.
class MistakesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "\"http://h/\"; in quotes or brackets: leave them out",
        "'http://h/'; in quotes or brackets: leave them out",
        "<http://h/>; in quotes or brackets: leave them out",
        "\u201Chttp://h/\u201D; in quotes or brackets: leave them out",
        "mailto:joe@example.org; scheme must be http or https, was mailto",
        "javascript:void(0); scheme must be http or https, was javascript",
        "tel:+491234; scheme must be http or https, was tel",
        "//h/x; no scheme: write http: or https: before it",
        "/x; no host: a URL looks like http://host/path",
        "https://; no host: a URL looks like http://host/path",
        "http:/h/x; no slashes: write http:// before the host",
        "https:h; no slashes: write https:// before the host",
        "https//h; no colon: write https:// before the host",
        "localhost:8080/x; no scheme: write http:// or https:// before it",
        "example.org; no scheme: write http:// or https:// before it",
        "http://h/ # a comment; a comment after the URL: put it on a line of its own",
        "http://h/\t# a comment; a comment after the URL: put it on a line of its own",
        "http://h/ http://h/b; more than one URL: put each on a line of its own",
        "http://h/\tx; text after a tab: leave it out",
        "http://h/a b; Illegal character in path at character 11: write %20 for ' '",
        "http://h/100%; Malformed escape pair at character 13: write %25 for '%'",
        "http://h/%zz; Malformed escape pair at character 10: write %25 for '%'",
        "http://a/\u0000http://b/; URLs separated by NUL: put each on a line of its own",
        "h\u0000t\u0000t\u0000p\u0000; not UTF-8: save the list as UTF-8"
      })
  void itIsNamed_withWhatToDo(String text, String reason) {
    assertThatThrownBy(new Input(0, 1, text)::url)
        .isInstanceOfSatisfying(
            URISyntaxException.class, wrong -> assertThat(Input.detail(wrong)).startsWith(reason));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://h/#c", "HTTP://h/a'b", "ftp://h/", "http://h/?u=http://b/"})
  void whatMayBeAUrlIsLeftToTheFetcher(String text) throws URISyntaxException {
    assertThat(new Input(0, 1, text).url()).isEqualTo(URI.create(text));
  }

  @Test
  void aListThatIsCompressedIsNamed() throws Exception {
    assertCompressed("BZh91AY&SY".getBytes(UTF_8));
    for (String begin : List.of("fd377a585a0000", "28b52ffd2464", "504b0304140000")) { // xz zst zip
      assertCompressed(HexFormat.of().parseHex(begin));
    }
  }

  private static void assertCompressed(byte[] list) throws IOException, InterruptedException {
    Inputs inputs =
        new Inputs(
            List.of(),
            Optional.of(new UrlList(new ByteArrayInputStream(list), new PlainList())),
            new UrlText(Optional.empty()),
            Optional.empty());
    Input first = requireNonNull(inputs.take());
    assertThatThrownBy(first::url).hasMessageStartingWith("a compressed file: unpack the list");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "TOO_LARGE; body is over 9 bytes; --max-body",
        "TOO_LARGE; coded body is over 9 bytes; --max-body",
        "TIMED_OUT; not finished within 9 ms; --timeout",
        "TIMED_OUT; nothing came for 9 ms; --stall-timeout",
        "TIMED_OUT; not connected within 9 ms; --connect-timeout",
        "REDIRECT_REFUSED; over 10 redirects; --max-redirects",
        "CONNECT_FAILED; h/1.2.3.4:80: Too many open files; -j"
      })
  void aLimitThatStoppedAUrlIsNamedWithItsOption(FailureKind kind, String detail, String option) {
    assertThat(Remedies.with(kind, detail)).startsWith(detail + "; ").contains(option);
    assertThat(Remedies.with(FailureKind.INTERNAL, detail)).isEqualTo(detail);
  }
}
