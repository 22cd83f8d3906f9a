package dev.multifetch.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.multifetch.FailureKind;
import dev.multifetch.Headers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// Whatever comes under a content coding is a body or a failure, and the same in pieces. The first
/// byte of an input chooses the codings.
class ContentCodingFuzzTest {

  private static final int LIMIT = 500; // bytes

  private static final List<String> CODINGS =
      List.of("gzip", "deflate", "gzip, deflate", "deflate, gzip", "gzip, gzip");

  @FuzzTest
  void whateverIsCodedIsABodyOrAFailure(byte[] input) {
    if (input.length == 0) {
      return;
    }
    String codings = CODINGS.get((input[0] & 0xff) % CODINGS.size());
    byte[] coded = Arrays.copyOfRange(input, 1, input.length);

    String atOnce = decoded(codings, coded, coded.length);

    assertThat(decoded(codings, coded, 1)).isEqualTo(atOnce);
    assertThat(decoded(codings, coded, 7)).isEqualTo(atOnce);
    if (codings.equals("gzip") && atOnce.startsWith("body ")) {
      checkAgainstTheJdk(atOnce, coded);
    }
  }

  private static String decoded(String codings, byte[] coded, int most) {
    BoundedBody body = new BoundedBody(LIMIT);
    ContentCodings decoder =
        new ContentCodings(Headers.NONE.with("Content-Encoding", codings), body, LIMIT);
    try {
      for (int at = 0; at < coded.length; at += most) {
        decoder.accept(ByteBuffer.wrap(coded, at, Math.min(most, coded.length - at)));
      }
      decoder.end();
      return "body " + new String(body.bytes(), ISO_8859_1);
    } catch (FetchException e) {
      assertThat(e.kind()).isIn(FailureKind.UNDECODABLE, FailureKind.TOO_LARGE);
      return e.kind().name();
    } finally {
      decoder.release();
    }
  }

  /// Where it takes the data at all.
  private static void checkAgainstTheJdk(String ours, byte[] coded) {
    try (GZIPInputStream jdks = new GZIPInputStream(new ByteArrayInputStream(coded))) {
      assertThat("body " + new String(jdks.readAllBytes(), ISO_8859_1)).isEqualTo(ours);
    } catch (IOException itsOwnReasons) {
      // then there is nothing to compare with
    }
  }
}
