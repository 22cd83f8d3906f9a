package dev.multifetch.conformance;

import static dev.multifetch.FailureKind.TOO_LARGE;
import static dev.multifetch.FailureKind.UNDECODABLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.ScriptedOrigin.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// R25 to R27: how large a body may be, and how it may be coded.
interface BodyRules {

  @Test
  default void r25_aBodyOfTheLimitPassesAndOneByteMoreDoesNot(Lab lab) throws Exception {
    ScriptedOrigin exact = lab.origin(Scripts.always(chunked("x".repeat(1_000))));
    ScriptedOrigin over = lab.origin(Scripts.always(chunked("x".repeat(1_001))));
    assertThat(Lab.fetched(lab.fetch(lab.options().maxBodyBytes(1_000), exact.url("/"))).body())
        .hasSize(1_000);
    Lab.failed(lab.fetch(lab.options().maxBodyBytes(1_000), over.url("/")), TOO_LARGE);
  }

  @Test
  default void r25_theLimitCountsDecodedBytes(Lab lab) throws Exception {
    byte[] coded = gzip("x".repeat(1_001)); // far fewer than 1,000
    Outcome outcome =
        lab.fetch(lab.options().maxBodyBytes(1_000), lab.origin(coded("gzip", coded)).url("/"));
    Lab.failed(outcome, TOO_LARGE);
  }

  @Test
  default void r25_aLargerLengthFailsBeforeTheBody(Lab lab) throws Exception {
    ScriptedOrigin origin =
        lab.origin(Scripts.onceAndStay("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n"));
    Lab.failed(lab.fetch(lab.options().maxBodyBytes(1_000), origin.url("/")), TOO_LARGE);
  }

  @Test
  default void r25_overTheLimitTheExchangeIsAborted(Lab lab) throws Exception {
    byte[] piece = new byte[64 << 10];
    AtomicInteger sent = new AtomicInteger();
    ScriptedOrigin origin =
        lab.origin(
            connection -> {
              connection.request();
              connection.send("HTTP/1.1 200 OK\r\n\r\n");
              while (sent.get() < 64 << 20) { // unless somebody hangs up
                connection.send(piece);
                sent.addAndGet(piece.length);
              }
            });
    Lab.failed(lab.fetch(lab.options().maxBodyBytes(1_000), origin.url("/")), TOO_LARGE);
    assertThat(sent)
        .as("bytes sent before the client hung up")
        .hasValueLessThan(32 << 20); // what sockets hold on the way is less
    origin.connections().getFirst().closedByClient(Lab.VISIBLY);
  }

  @Test
  default void r26_aBombStopsAtTheLimit(Lab lab) throws Exception {
    byte[] bomb = bomb(256 << 20);
    ScriptedOrigin origin = lab.origin(coded("gzip", bomb));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getTotalThreadAllocatedBytes();

    Outcome outcome = lab.fetch(lab.options().maxBodyBytes(64 << 10), origin.url("/"));

    Lab.failed(outcome, TOO_LARGE);
    assertThat(threads.getTotalThreadAllocatedBytes() - before)
        .as("bytes allocated over a bomb of 256 MiB")
        .isLessThan(64 << 20);
  }

  @Test
  default void r27_gzipMayHaveSeveralMembersAndOptionalFields(Lab lab) throws Exception {
    byte[] one = gzip("one ");
    byte[] named = new byte[one.length + 5];
    System.arraycopy(one, 0, named, 0, 10);
    named[3] = 8; // FNAME
    System.arraycopy("name\0".getBytes(StandardCharsets.US_ASCII), 0, named, 10, 5);
    System.arraycopy(one, 10, named, 15, one.length - 10);
    Outcome outcome = lab.fetchFrom(coded("gzip", concat(one, named, gzip("two"))));
    assertThat(Lab.fetched(outcome).text()).isEqualTo("one one two");
  }

  @Test
  default void r27_gzipMayComeByteByByte(Lab lab) throws Exception {
    byte[] coded = concat(gzip("in small "), gzip("pieces"));
    Outcome outcome =
        lab.fetchFrom(
            connection -> {
              connection.request();
              connection.send(
                  "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n");
              for (byte b : coded) {
                connection.send("1\r\n" + (char) (b & 0xff) + "\r\n");
              }
              connection.answer("0\r\n\r\n");
            });
    assertThat(Lab.fetched(outcome).text()).isEqualTo("in small pieces");
  }

  @Test
  default void r27_damagedGzipIsUndecodable(Lab lab) throws Exception {
    byte[] whole = gzip("whole");
    byte[] badChecksum = whole.clone();
    badChecksum[whole.length - 8] ^= 1;
    byte[] badLength = whole.clone();
    badLength[whole.length - 1] ^= 1;
    byte[] cutShort = Arrays.copyOf(whole, whole.length - 1);
    for (byte[] damaged : List.of(badChecksum, badLength, cutShort, new byte[] {1, 2, 3})) {
      Lab.failed(lab.fetchFrom(coded("gzip", damaged)), UNDECODABLE);
    }
  }

  @Test
  default void r27_deflateMayBeZlibOrRaw(Lab lab) throws Exception {
    for (boolean raw : List.of(false, true)) {
      Outcome outcome = lab.fetchFrom(coded("deflate", deflate("deflated", raw)));
      assertThat(Lab.fetched(outcome).text()).isEqualTo("deflated");
    }
  }

  private static String chunked(String body) {
    return FramingRules.CHUNKED + "%x\r\n%s\r\n0\r\n\r\n".formatted(body.length(), body);
  }

  private static Script coded(String coding, byte[] body) {
    return Scripts.always(
        "HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(coding, body.length)
            + new String(body, StandardCharsets.ISO_8859_1));
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(coded)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return coded.toByteArray();
  }

  private static byte[] deflate(String text, boolean raw) {
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, raw);
    try (OutputStream deflate = new DeflaterOutputStream(coded, deflater)) {
      deflate.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return coded.toByteArray();
  }

  private static byte[] bomb(int size) throws IOException {
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(coded)) {
      byte[] zeros = new byte[1 << 20];
      for (int written = 0; written < size; written += zeros.length) {
        gzip.write(zeros);
      }
    }
    return coded.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }
}
