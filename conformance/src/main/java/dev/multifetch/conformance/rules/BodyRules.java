package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.TOO_LARGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.multifetch.Fetched;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.fixtures.BodyFixtures;
import dev.multifetch.conformance.fixtures.Coded;
import dev.multifetch.conformance.fixtures.CodingFixtures;
import dev.multifetch.conformance.fixtures.FramingFixtures;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.ScriptedServer.Script;
import dev.multifetch.conformance.servers.Scripts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// R25 to R28 and R60: how large a body may be, and how it may be coded.
public interface BodyRules {

  @Test
  default void r25_aBodyOfTheLimitPassesAndOneByteMoreDoesNot(Lab lab) throws Exception {
    FixtureRun.check(lab, BodyFixtures.AT_THE_LIMIT);
    FixtureRun.check(lab, BodyFixtures.OVER_THE_LIMIT);
  }

  @Test
  default void r25_theLimitCountsDecodedBytes(Lab lab) throws Exception {
    String coded = Coded.gzip("x".repeat(1_001)); // far fewer than 1,000
    Outcome outcome =
        lab.fetch(lab.options().maxBodyBytes(1_000), lab.server(coded("gzip", coded)).url("/"));
    Lab.failed(outcome, TOO_LARGE);
  }

  @Test
  default void r25_aLargerLengthFailsBeforeTheBody(Lab lab) throws Exception {
    ScriptedServer server =
        lab.server(Scripts.onceAndStay("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n"));
    Lab.failed(lab.fetch(lab.options().maxBodyBytes(1_000), server.url("/")), TOO_LARGE);
  }

  @Test
  default void r25_aLengthOfManyDigitsIsALargeOne(Lab lab) throws Exception {
    FixtureRun.check(lab, FramingFixtures.HUGE_LENGTHS);
  }

  @Test
  default void r25_overTheLimitTheExchangeIsAborted(Lab lab) throws Exception {
    byte[] piece = new byte[64 << 10];
    AtomicInteger sent = new AtomicInteger();
    ScriptedServer server =
        lab.server(
            connection -> {
              connection.request();
              connection.send("HTTP/1.1 200 OK\r\n\r\n");
              while (sent.get() < 64 << 20) { // unless somebody hangs up
                connection.send(piece);
                sent.addAndGet(piece.length);
              }
            });
    Lab.failed(lab.fetch(lab.options().maxBodyBytes(1_000), server.url("/")), TOO_LARGE);
    assertThat(sent)
        .as("bytes sent before the client hung up")
        .hasValueLessThan(32 << 20); // what sockets hold on the way is less
    server.connections().getFirst().closedByClient(Lab.VISIBLY);
  }

  @Test
  default void r25_codedBytesThatDecodeToNothingStopAtTheLimit(Lab lab) throws Exception {
    String nothing = Coded.gzip("");
    String endlessName = nothing.substring(0, 3) + "\b" + nothing.substring(4, 10);
    endless(lab, endlessName, "x".repeat(16 << 10));
    endless(lab, nothing, nothing.repeat(800));
    endless(lab, nothing, "\0".repeat(16 << 10));
  }

  private static void endless(Lab lab, String begin, String more) throws InterruptedException {
    ScriptedServer server =
        lab.server(
            connection -> {
              connection.request();
              connection.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + begin);
              while (true) { // until the client hangs up
                connection.send(more);
              }
            });
    Lab.failed(lab.fetch(lab.options().maxBodyBytes(1_000), server.url("/")), TOO_LARGE);
  }

  @Test
  default void r26_aBombStopsAtTheLimit(Lab lab) throws Exception {
    String bomb = bomb(256 << 20);
    ScriptedServer server = lab.server(coded("gzip", bomb));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getTotalThreadAllocatedBytes();

    Outcome outcome = lab.fetch(lab.options().maxBodyBytes(64 << 10), server.url("/"));

    Lab.failed(outcome, TOO_LARGE);
    assertThat(threads.getTotalThreadAllocatedBytes() - before)
        .as("bytes allocated over a bomb of 256 MiB")
        .isLessThan(64 << 20);
  }

  @Test
  default void r27_gzipMayHaveSeveralMembersAndOptionalFields(Lab lab) throws Exception {
    FixtureRun.check(lab, BodyFixtures.CODED);
    FixtureRun.check(lab, CodingFixtures.HEADERS);
    FixtureRun.check(lab, BodyFixtures.CODED_WITHOUT_FRAMING);
  }

  @Test
  default void r27_gzipMayComeByteByByte(Lab lab) throws Exception {
    String coded = Coded.gzip("in small ") + Coded.gzip("pieces");
    Outcome outcome =
        lab.fetchFrom(
            connection -> {
              connection.request();
              connection.send(
                  "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n");
              for (int i = 0; i < coded.length(); i++) {
                connection.send("1\r\n" + coded.charAt(i) + "\r\n");
              }
              connection.answer("0\r\n\r\n");
            });
    assertThat(Lab.fetched(outcome).text()).isEqualTo("in small pieces");
  }

  @Test
  default void r27_damageIsUndecodable(Lab lab) throws Exception {
    FixtureRun.check(lab, BodyFixtures.DAMAGED);
  }

  @Test
  default void r27_aWrongChecksumOfAHeaderIsUndecodable(Lab lab) throws Exception {
    FixtureRun.check(lab, CodingFixtures.BAD_CHECKSUMS_OF_HEADERS);
  }

  @Test
  default void r27_aBadHeaderIsUndecodable(Lab lab) throws Exception {
    FixtureRun.check(lab, CodingFixtures.BAD_HEADERS);
  }

  @Test
  default void r27_gzipMayBePaddedWithNuls(Lab lab) throws Exception {
    FixtureRun.check(lab, CodingFixtures.PADDED);
  }

  @Test
  default void r27_anythingElseBehindItIsUndecodable(Lab lab) throws Exception {
    FixtureRun.check(lab, CodingFixtures.WITH_MORE_BEHIND);
  }

  @Test
  default void r28_codingsMayBeStacked(Lab lab) throws Exception {
    FixtureRun.check(lab, BodyFixtures.STACKED);
  }

  @Test
  default void r28_overFiveCodingsAreUndecodable(Lab lab) throws Exception {
    FixtureRun.check(lab, BodyFixtures.TOO_MANY_CODINGS);
  }

  @Test
  default void r28_anUnknownCodingIsUndecodable(Lab lab) throws Exception {
    FixtureRun.check(lab, BodyFixtures.UNKNOWN_CODINGS);
  }

  @Test
  default void r28_aWordThatNamesNoCodingIsNone(Lab lab) throws Exception {
    FixtureRun.check(lab, CodingFixtures.NO_CODINGS);
    FixtureRun.check(lab, CodingFixtures.NO_CODINGS_BESIDE_GZIP);
  }

  @Test
  default void r28_aCodingOfNothingIsFine(Lab lab) throws Exception {
    FixtureRun.check(lab, BodyFixtures.CODED_NOTHING);
  }

  @Test
  default void r60_withoutDecodingABodyStaysAsItWasSent(Lab lab) throws Exception {
    String coded = Coded.gzip("an archive");
    ScriptedServer server = lab.server(coded("gzip", coded));
    Fetched fetched =
        Lab.fetched(lab.fetch(lab.options().decoding(false), server.url("/a.tar.gz")));
    assertThat(fetched.body())
        .as("body of an archive")
        .isEqualTo(coded.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(server.requests().getFirst())
        .as("request for a body as it is")
        .containsIgnoringCase("\r\naccept-encoding: identity\r\n");
  }

  private static Script coded(String coding, String body) {
    return Scripts.always(
        "HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(coding, body.length())
            + body);
  }

  private static String bomb(int size) throws IOException {
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(coded)) {
      byte[] zeros = new byte[1 << 20];
      for (int written = 0; written < size; written += zeros.length) {
        gzip.write(zeros);
      }
    }
    return coded.toString(StandardCharsets.ISO_8859_1);
  }
}
