package dev.multifetch.http;

import static dev.multifetch.FailureKind.MALFORMED_RESPONSE;
import static dev.multifetch.FailureKind.TOO_LARGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifetch.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldLinesTest {

  private final FieldLines lines = new FieldLines(20);

  @Test
  void r18_fieldsKeepTheirOrderAndLoseTheSpaceAround() throws FetchException {
    assertThat(lines.take("B: \t1 2\t ")).isTrue();
    assertThat(lines.take("a:")).isTrue();
    assertThat(lines.take("")).isFalse();
    assertThat(lines.headers()).isEqualTo(Headers.NONE.with("B", "1 2").with("a", ""));
  }

  @Test
  void r18_aFoldIsOneSpace() throws FetchException {
    FieldLines folded = new FieldLines(100);
    for (String line : new String[] {"A: 1 ", "\t 2", " ", " 3", "B:", " 4", "C: 5", " "}) {
      folded.take(line);
    }
    assertThat(folded.headers())
        .isEqualTo(Headers.NONE.with("A", "1 2  3").with("B", "4").with("C", "5"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " A: 1",
        "\tA: 1",
        "A",
        ": 1",
        ":: 1",
        "A : 1",
        "A@: 1",
        "A\u00a0: 1",
        "A: \0",
        "A: 1\r",
        "A: \u007f"
      })
  void r18_whatIsNoFieldIsMalformed(String line) {
    assertThatThrownBy(() -> lines.take(line))
        .isInstanceOf(FetchException.class)
        .extracting("kind")
        .isEqualTo(MALFORMED_RESPONSE);
  }

  @Test
  void r18_aFoldMayNotSmuggleControlCharacters() throws FetchException {
    lines.take("A: 1");
    assertThatThrownBy(() -> lines.take(" \0")).isInstanceOf(FetchException.class);
  }

  @Test
  void r17_allLinesTogetherAreBounded() throws FetchException {
    lines.take("A: 4567"); // 9 with its end
    lines.take("B: 456789"); // 11
    assertThat(lines.take("")).isFalse();
    assertThatThrownBy(() -> lines.take("C:"))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("20 bytes")
        .extracting("kind")
        .isEqualTo(TOO_LARGE);
  }
}
