package dev.multifetch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {

  @ParameterizedTest
  @CsvSource({
    "caf\u00e9 \u4e16 \\ \", caf\u00e9 \u4e16 \\ \"",
    "a\u001b[31mb, a\\u001b[31mb",
    "a\u009bb, a\\u009bb",
    "a\u007fb, a\\u007fb",
    "a\u202eb, a\\u202eb",
    "a\u2028b, a\\u2028b"
  })
  void whatWouldMoveATerminalIsEscapedAsJsonDoes(String text, String escaped) {
    assertThat(Printable.escaped(text)).isEqualTo(escaped);
  }

  @Test
  void halfOfASurrogatePairIsEscapedAsJsonDoes() {
    assertThat(Printable.escaped("\ud83db\ud83d\ude00")).isEqualTo("\\ud83db\ud83d\ude00");
  }
}
