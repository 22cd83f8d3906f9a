package dev.multifetch.codings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Headers;
import dev.multifetch.Outcome;
import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Send;
import dev.multifetch.http.UrlFetch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a response in `br` or `zstd` becomes.
class CodingsTest {

  private static final int LIMIT = 1 << 20;

  private static final String TEXT = "one fetcher, six models; ".repeat(8_000);

  private static byte[] coded(String coding, byte[] plain) throws IOException {
    if (coding.equals("zstd")) {
      return Zstd.compress(plain);
    }
    Brotli4jLoader.ensureAvailability();
    return Encoder.compress(plain, new Encoder.Parameters().setQuality(1));
  }

  /// @param piece how many bytes come at a time
  private static Outcome outcome(String coding, byte[] body, int piece) {
    FetchOptions options = FetchOptions.builder().maxBodyBytes(LIMIT).build();
    UrlFetch fetch = new UrlFetch(0, URI.create("http://a.example/"), options, () -> 0);
    fetch.start();
    Step step =
        fetch.head(new ResponseHead(true, 200, Headers.NONE.with("Content-Encoding", coding)));
    for (int i = 0; i < body.length && !(step instanceof Done); i += piece) {
      step = fetch.body(ByteBuffer.wrap(body, i, Math.min(piece, body.length - i)).slice());
    }
    return ((Done) fetch.end()).outcome();
  }

  private static Fetched fetched(String coding, byte[] body, int piece) {
    Outcome outcome = outcome(coding, body, piece);
    assertThat(outcome).isInstanceOf(Fetched.class);
    return (Fetched) outcome;
  }

  private static FailureKind failure(String coding, byte[] body) {
    Outcome outcome = outcome(coding, body, 1000);
    assertThat(outcome).isInstanceOf(Failed.class);
    return ((Failed) outcome).kind();
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd"})
  void aBodyIsDecodedHoweverItIsCut(String coding) throws Exception {
    byte[] coded = coded(coding, TEXT.getBytes(UTF_8));
    for (int piece : new int[] {1, 2, 7, 1000, coded.length}) {
      assertThat(fetched(coding, coded, piece).text()).as("pieces of %d", piece).isEqualTo(TEXT);
    }
  }

  /// A decoder's own buffer may be full when the body ends.
  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd"})
  void aBodyMayFillTheDecodersBuffer(String coding) throws Exception {
    for (int size : new int[] {1 << 15, 1 << 16, 1 << 17, 3 << 16}) {
      byte[] coded = coded(coding, new byte[size]);
      assertThat(fetched(coding, coded, coded.length).body()).as("size %d", size).hasSize(size);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd"})
  void nothingStaysNothing(String coding) throws Exception {
    assertThat(fetched(coding, new byte[0], 1).body()).isEmpty();
    assertThat(fetched(coding, coded(coding, new byte[0]), 1).body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd"})
  void whatIsCutShortIsUndecodable(String coding) throws Exception {
    byte[] coded = coded(coding, TEXT.getBytes(UTF_8));
    for (int length = 1; length < coded.length; length++) {
      assertThat(failure(coding, Arrays.copyOf(coded, length)))
          .as("%d of %d bytes", length, coded.length)
          .isEqualTo(FailureKind.UNDECODABLE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd"})
  void whatIsDamagedIsUndecodable(String coding) {
    byte[] noise = new byte[100];
    Arrays.fill(noise, (byte) 0xff);
    assertThat(failure(coding, noise)).isEqualTo(FailureKind.UNDECODABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd"})
  void aBombStopsAtTheLimit(String coding) throws Exception {
    byte[] bomb = coded(coding, new byte[256 << 20]);
    assertThat(bomb.length).isLessThan(64 << 10);
    long before = allocated();
    assertThat(failure(coding, bomb)).isEqualTo(FailureKind.TOO_LARGE);
    assertThat(allocated() - before).as("bytes allocated").isLessThan(16 << 20);
  }

  private static long allocated() {
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }

  @Test
  void zstdMayHaveSeveralFrames() throws Exception {
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    two.writeBytes(Zstd.compress("one, ".getBytes(UTF_8)));
    two.writeBytes(Zstd.compress("two".getBytes(UTF_8)));
    assertThat(fetched("zstd", two.toByteArray(), 1).text()).isEqualTo("one, two");
  }

  /// RFC 9659: or a server decides how much memory a client needs.
  @Test
  void zstdMayNotHaveAWindowOfOver8Mebibytes() throws Exception {
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    try (ZstdOutputStream zstd = new ZstdOutputStream(coded)) {
      zstd.setLong(27);
      zstd.write(new byte[1000]);
    }
    assertThat(failure("zstd", coded.toByteArray())).isEqualTo(FailureKind.UNDECODABLE);
  }

  @Test
  void bothAreOffered() {
    UrlFetch fetch =
        new UrlFetch(0, URI.create("http://a.example/"), FetchOptions.defaults(), () -> 0);
    Send send = (Send) fetch.start();
    assertThat(send.request().headers().first("Accept-Encoding"))
        .contains("gzip, deflate, br, zstd");
  }
}
