package dev.multifetch.http;

import static dev.multifetch.FailureKind.MALFORMED_RESPONSE;
import static dev.multifetch.FailureKind.TOO_LARGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkSizeTest {

  @Test
  void r21_aSizeIsHexadecimal() throws FetchException {
    assertThat(ChunkSize.parse("0")).isZero();
    assertThat(ChunkSize.parse("1aF")).isEqualTo(0x1af);
    assertThat(ChunkSize.parse("000000000000000000005")).isEqualTo(5);
    assertThat(ChunkSize.parse("7fffffff")).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void r21_extensionsMeanNothing() throws FetchException {
    assertThat(ChunkSize.parse("5;a=\"b;c\"")).isEqualTo(5);
    assertThat(ChunkSize.parse("5 \t;a")).isEqualTo(5);
    assertThat(ChunkSize.parse("5;")).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5 ", "5\t", "5  \t   "})
  void r21_blanksBehindASizeMeanNothing(String line) throws FetchException {
    assertThat(ChunkSize.parse(line)).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80000000",
        "100000005",
        "8000000000000000",
        "10000000000000005",
        "fffffffffffffffffff;a"
      })
  void r21_whatNoBodyMayHoldIsTooLarge(String line) {
    assertThatThrownBy(() -> ChunkSize.parse(line))
        .isInstanceOf(FetchException.class)
        .extracting("kind")
        .isEqualTo(TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";a",
        "-1",
        "+1",
        " 5",
        "5 5",
        "5\u000b",
        "5\u00a0",
        "5 x;a",
        "0x5",
        "g",
        "80000000x",
        "ffffffffffffffffffff 5",
        "5;a\rb",
        "5;\0",
        "\u0665"
      })
  void r21_whatAnotherReaderCouldReadOtherwiseIsMalformed(String line) {
    assertThatThrownBy(() -> ChunkSize.parse(line))
        .isInstanceOf(FetchException.class)
        .extracting("kind")
        .isEqualTo(MALFORMED_RESPONSE);
  }
}
