package dev.multifetch.cli.get.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "report.pdf | report.pdf",
        "caf\u00e9 \u4e2d.txt | caf\u00e9 \u4e2d.txt",
        "cafe\u0301 | caf\u00e9", // NFC: one spelling
        "a/b\\c | a_b_c",
        ".. | _",
        ". | _",
        ".bashrc | _bashrc",
        "-rf | _rf",
        "a. | a_",
        "~a ~ | a_",
        "a:b*c?d<e>f\"g | a_b_c_d_e_f_g",
        "CON | _CON",
        "nul.txt | _nul.txt",
        "com1 | _com1",
        "COM\u00B9.log | _COM\u00B9.log",
        "console | console",
        "x.part | x.part_"
      })
  void whatIsNotSafeIsAnUnderscore(String text, String name) {
    assertThat(SafeName.of(text)).isEqualTo(name);
  }

  @Test
  void nothingInvisibleIsInAName() {
    assertThat(SafeName.of("a\u0000b\nc\u007f")).isEqualTo("a_b_c_");
    assertThat(SafeName.of("\u202Egpj.exe")).as("right to left").isEqualTo("_gpj.exe");
    assertThat(SafeName.of("\uD800x")).as("half a character").isEqualTo("_x");
    assertThat(SafeName.of("")).isEmpty();
  }

  @Test
  void aLongNameKeepsItsExtension_andItsLastCharacterWhole() {
    String name = SafeName.of("\u00e4".repeat(300) + ".html");
    assertThat(name.getBytes(UTF_8)).hasSize(255);
    assertThat(name).matches("\u00e4+\\.html");
    String numbered = SafeName.with(name, "-1234567");
    assertThat(numbered.getBytes(UTF_8)).hasSizeBetween(254, 255);
    assertThat(numbered).matches("\u00e4+-1234567\\.html");
    assertThat(SafeName.of("\uD83D\uDE00".repeat(100)).getBytes(UTF_8)).hasSize(252);
  }
}
