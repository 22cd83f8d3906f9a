package dev.multifetch.http;

import static dev.multifetch.FailureKind.MALFORMED_RESPONSE;
import static dev.multifetch.FailureKind.TOO_LARGE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.multifetch.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkReaderTest {

  private static final int MAX_LINE = 30;

  private final ChunkReader chunks = new ChunkReader(MAX_LINE);

  /// The data in these bytes, taken at most so much at once.
  private String data(String bytes, int most) throws FetchException {
    StringBuilder data = new StringBuilder();
    int at = 0;
    while (at < bytes.length()) {
      if (chunks.data() > 0) {
        int count = Math.min(Math.min(most, chunks.data()), bytes.length() - at);
        data.append(bytes, at, at + count);
        chunks.taken(count);
        at += count;
      } else {
        chunks.accept(bytes.getBytes(ISO_8859_1)[at++]);
      }
    }
    return data.toString();
  }

  private void assertFails(String bytes, FailureKind kind) {
    assertThatExceptionOfType(FetchException.class)
        .isThrownBy(() -> data(bytes, 100))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 100})
  void theDataIsWhatStandsInTheChunks(int most) throws FetchException {
    assertThat(data("5\r\n12345\r\n0A\r\nabcdefghij\r\na\r\nABCDEFGHIJ\r\n00\r\n\r\n", most))
        .isEqualTo("12345abcdefghijABCDEFGHIJ");
    assertThat(chunks.ended()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"5;a", "5;a=b;c", "5;a=\"b;c\"", "5 ;a", "5\t;", "5 ", "0000000000000000000005"})
  void r21_extensionsAreFine(String size) throws FetchException {
    assertThat(data(size + "\r\n12345\r\n0;a\r\n\r\n", 100)).isEqualTo("12345");
    assertThat(chunks.ended()).isTrue();
  }

  @Test
  void r21_trailersAreFine() throws FetchException {
    data("0\r\nA: 1\r\n 2\r\nB:\r\n", 100);
    assertThat(chunks.ended()).isFalse();
    data("\r\n", 100);
    assertThat(chunks.ended()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ";a", "-1", "+1", " 5", "x", "0x5", "5 5", "5x", "5\r", "5\rx", "5;\0"})
  void r21_aChunkSizeThatCannotBeReadIsMalformed(String size) {
    assertFails(size + "\r\n", MALFORMED_RESPONSE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "5\n", "5;a\n"})
  void r21_aBareLfEndsNoChunkSize(String size) {
    assertFails(size, MALFORMED_RESPONSE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"80000000", "fffffffffffffffff ;a"})
  void r21_aLargerOneIsTooLarge(String size) {
    assertFails(size + "\r\n", TOO_LARGE);
  }

  @Test
  void r21_theLargestChunkIsTwoGigabytes() throws FetchException {
    data("7fffffff\r\n", 100);
    assertThat(chunks.data()).isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\n", "\rx", "\r\r"})
  void r21_aChunkLongerThanItsSizeIsMalformed(String more) {
    assertFails("3\r\nabc" + more, MALFORMED_RESPONSE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5;", "00"})
  void r21_aSizeMayBeAsLongAsALineAndNoLonger(String begun) throws FetchException {
    data(begun + "0".repeat(MAX_LINE - 2), 100);
    assertFails("0", TOO_LARGE);
  }

  @Test
  void r21_eachSizeHasTheLineForItself() throws FetchException {
    String chunk = "1;" + "x".repeat(MAX_LINE - 3) + "\r\na\r\n"; // the CR counts
    assertThat(data(chunk + chunk, 100)).isEqualTo("aa");
  }

  @Test
  void r21_trailersWithoutEndAreTooLarge() throws FetchException {
    data("0\r\n" + "x".repeat(MAX_LINE), 100);
    assertFails("x", TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no colon\r\n",
        " folded\r\n",
        "A: \0\r\n",
        ": 1\r\n",
        "A@: 1\r\n",
        "A\u00a0: 1\r\n"
      })
  void r21_aTrailerThatIsNoFieldIsMalformed(String trailer) {
    assertFails("0\r\n" + trailer, MALFORMED_RESPONSE);
  }

  @Test
  void framingBehindTheEndIsRefused() throws FetchException {
    data("0\r\n\r\n", 100);
    assertThatIllegalStateException().isThrownBy(() -> chunks.accept((byte) '0'));
  }
}
