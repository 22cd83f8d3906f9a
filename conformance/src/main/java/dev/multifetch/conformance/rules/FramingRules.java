package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.FailureKind.MALFORMED_RESPONSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.fixtures.FramingFixtures;
import dev.multifetch.conformance.servers.Certificates;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// R19 to R24: where a body ends.
public interface FramingRules {

  String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  @Test
  default void r19_aBodyShorterThanItsLengthIsLost(Lab lab) throws Exception {
    String response = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345";
    Lab.failed(lab.fetchFrom(Scripts.once(response)), CONNECTION_LOST);
    Lab.failed(lab.fetchFrom(Scripts.onceThenReset(response)), CONNECTION_LOST);
  }

  @Test
  default void r19_chunksWithoutTheLastOneAreLost(Lab lab) throws Exception {
    String body = "5\r\n12345\r\n0\r\n\r\n";
    for (int cut : List.of(0, 1, 3, 5, 8, 10, 11, 13)) { // "0" may be the begin of "0a", and so on
      ScriptedServer server = lab.server(Scripts.once(CHUNKED + body.substring(0, cut)));
      Lab.failed(lab.fetch(server.url("/cut/at/" + cut)), CONNECTION_LOST);
    }
  }

  @Test
  default void r19_aLargeBodyIsWhole(Lab lab) throws Exception {
    StringBuilder text = new StringBuilder(); // unlike itself at every offset
    while (text.length() < 1 << 20) {
      text.append(text.length()).append(' ');
    }
    String body = text.toString();
    String half = "%x\r\n%s\r\n".formatted(body.length() / 2, body.substring(body.length() / 2));
    assertThat(Lab.fetched(lab.fetchFrom(Scripts.always(Scripts.ok(body)))).text()).isEqualTo(body);
    assertThat(
            Lab.fetched(lab.fetchFrom(Scripts.always(CHUNKED + half + half + "0\r\n\r\n"))).text())
        .isEqualTo(body.substring(body.length() / 2).repeat(2));
  }

  @Test
  default void r20_bytesBehindTheBodyDropTheConnection(Lab lab) throws Exception {
    ScriptedServer server =
        lab.server(
            connection -> {
              String target = connection.request().split(" ", 3)[1];
              connection.answer(
                  Scripts.ok(target) + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison");
              connection.awaitClientClose();
            });
    Fetcher fetcher = lab.open();

    for (String target : List.of("/first", "/second", "/third")) {
      Outcome outcome = fetcher.fetchAll(List.of(server.url(target))).getFirst();
      assertThat(Lab.fetched(outcome).text()).isEqualTo(target);
    }
    assertThat(server.connections()).hasSize(3);
  }

  /// A client that reads only the announced length leaves these bytes in the kernel.
  @Test
  default void r20_bytesBehindALargeBodyDropTheConnection(Lab lab) throws Exception {
    checkSurplusBehind(lab, lab::server, Scripts.ok("x".repeat(100_000)));
  }

  /// Over TLS a library may have decrypted them, so that the kernel has no byte of them any more.
  @Test
  default void r20_bytesBehindALargeBodyOverTlsDropTheConnection(Lab lab) throws Exception {
    checkSurplusBehind(
        lab,
        script -> lab.server(Certificates.forNames("127.0.0.1"), script),
        Scripts.ok("x".repeat(100_000)));
  }

  /// A client that reads as much as its buffer holds leaves them there, too.
  @Test
  default void r20_bytesBehindAFullBufferDropTheConnection(Lab lab) throws Exception {
    for (int buffer = 2 << 10; buffer <= 64 << 10; buffer <<= 1) {
      int head = Scripts.ok("x".repeat(buffer)).length() - buffer;
      checkSurplusBehind(lab, lab::server, Scripts.ok("x".repeat(buffer - head)));
    }
  }

  private static void checkSurplusBehind(
      Lab lab, Function<ScriptedServer.Script, ScriptedServer> start, String response)
      throws Exception {
    Semaphore sent = new Semaphore(0);
    ScriptedServer server =
        start.apply(
            connection -> {
              connection.request();
              connection.answer(response + "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
              sent.release();
              connection.awaitClientClose();
            });
    Fetcher fetcher = lab.open();

    for (int i = 0; i < 3; i++) {
      Outcome outcome = fetcher.fetchAll(List.of(server.url("/"))).getFirst();
      assertThat(Lab.fetched(outcome).body()).as(response.length() + " bytes").isNotEmpty();
      sent.acquire();
    }
    assertThat(server.connections()).as(response.length() + " bytes").hasSize(3);
  }

  @Test
  default void r20_bytesBehindTheBodyLeaveTheResultAsItIs(Lab lab) throws Exception {
    FixtureRun.check(lab, FramingFixtures.WITH_SURPLUS);
  }

  @Test
  default void r21_aBadChunkSizeIsMalformed(Lab lab) throws Exception {
    FixtureRun.check(lab, FramingFixtures.BAD_CHUNK_SIZES);
  }

  @Test
  default void r21_aBadChunkSizeIsRefusedBeforeTheChunkComes(Lab lab) throws Exception {
    Lab.failed(lab.fetchFrom(Scripts.onceAndStay(CHUNKED + "xyz\r\n")), MALFORMED_RESPONSE);
  }

  @Test
  default void r21_aDoubtfulChunkSizeIsMalformed(Lab lab) throws Exception {
    FixtureRun.check(lab, FramingFixtures.DOUBTFUL_CHUNK_SIZES);
  }

  @Test
  default void r21_blanksBehindAChunkSizeAreFine(Lab lab) throws Exception {
    FixtureRun.check(lab, FramingFixtures.PADDED_CHUNK_SIZES);
  }

  @Test
  default void r21_aChunkLargerThanAnyBodyIsTooLarge(Lab lab) throws Exception {
    FixtureRun.check(lab, FramingFixtures.HUGE_CHUNK_SIZES);
  }

  @Test
  default void r21_aChunkLongerThanItsSizeIsMalformed(Lab lab) throws Exception {
    FixtureRun.check(lab, FramingFixtures.CHUNKS_LONGER_THAN_SAID);
  }

  @Test
  default void r21_chunksHaveLineEndsOfTwoBytes(Lab lab) throws Exception {
    FixtureRun.check(lab, FramingFixtures.BARE_LINE_ENDS);
  }

  @Test
  default void r21_aTrailerIsAField(Lab lab) throws Exception {
    FixtureRun.check(lab, FramingFixtures.BAD_TRAILERS);
    FixtureRun.check(lab, FramingFixtures.TRAILER_NAMES);
  }

  @Test
  default void r21_extensionsAndTrailersAreFine(Lab lab) throws Exception {
    FixtureRun.check(lab, FramingFixtures.CHUNKS_AND_MORE);
  }

  @Test
  default void r22_aLengthIsANumber(Lab lab) throws Exception {
    FixtureRun.check(lab, FramingFixtures.LENGTHS);
  }

  @Test
  default void r22_anUnreadableLengthIsMalformed(Lab lab) throws Exception {
    FixtureRun.check(lab, FramingFixtures.UNREADABLE_LENGTHS);
    FixtureRun.check(lab, FramingFixtures.FOLDED_LENGTH);
  }

  @Test
  default void r22_equalLengthsAreOne(Lab lab) throws Exception {
    FixtureRun.check(lab, FramingFixtures.EQUAL_LENGTHS);
  }

  @Test
  default void r22_differentLengthsAreMalformed(Lab lab) throws Exception {
    FixtureRun.check(lab, FramingFixtures.DIFFERENT_LENGTHS);
  }

  @Test
  default void r22_aTransferCodingBesideALengthIsMalformed(Lab lab) throws Exception {
    FixtureRun.check(lab, FramingFixtures.CODING_BESIDE_LENGTH);
  }

  @Test
  default void r22_chunkedIsTheOneTransferCoding(Lab lab) throws Exception {
    FixtureRun.check(lab, FramingFixtures.CODINGS);
  }

  @Test
  default void r22_chunkedMayStandInAList(Lab lab) throws Exception {
    FixtureRun.check(lab, FramingFixtures.LISTED_CODINGS);
  }

  @Test
  default void r22_anotherTransferCodingIsMalformed(Lab lab) throws Exception {
    FixtureRun.check(lab, FramingFixtures.BAD_CODINGS);
  }

  @Test
  default void r22_aTransferCodingInDisguiseIsMalformed(Lab lab) throws Exception {
    FixtureRun.check(lab, FramingFixtures.CONTROLS_AROUND_CODING);
  }

  @Test
  default void r22_aTransferCodingInHttp10IsMalformed(Lab lab) throws Exception {
    FixtureRun.check(lab, FramingFixtures.CODING_IN_HTTP_1_0);
  }

  @Test
  default void r22_whatIsDoubtfulIsRefusedBeforeItsBodyComes(Lab lab) throws Exception {
    for (String fields : List.of("Content-Length: x", "Transfer-Encoding: gzip")) {
      ScriptedServer server =
          lab.server(Scripts.onceAndStay("HTTP/1.1 200 OK\r\n" + fields + "\r\n\r\n"));
      Lab.failed(lab.fetch(server.url("/")), MALFORMED_RESPONSE);
    }
  }

  @Test
  default void r23_aBodyWithoutFramingEndsWithTheConnection(Lab lab) throws Exception {
    FixtureRun.check(lab, FramingFixtures.UNFRAMED);
  }

  @Test
  default void r23_aResetIsNoEnd(Lab lab) throws Exception {
    Lab.failed(
        lab.fetchFrom(Scripts.onceThenReset("HTTP/1.1 200 OK\r\n\r\nto the")), CONNECTION_LOST);
  }

  @Test
  default void r24_noBodyIsAwaitedAfter204And304(Lab lab) throws Exception {
    FixtureRun.check(lab, FramingFixtures.BODYLESS);
  }

  @Test
  default void r24_whatA304SaysOfABodyIsNotAwaited(Lab lab) throws Exception {
    FixtureRun.check(lab, FramingFixtures.BODYLESS_304);
  }

  @Test
  default void r24_whatA204SaysOfABodyIsNotAwaited(Lab lab) throws Exception {
    FixtureRun.check(lab, FramingFixtures.BODYLESS_204);
  }

  @Test
  default void r24_aConnectionThatTheServerGivesUpIsNotReused(Lab lab) throws Exception {
    for (String head :
        List.of(
            "HTTP/1.1 200 OK\r\nConnection: close",
            "HTTP/1.1 200 OK\r\nConnection: CLOSE",
            "HTTP/1.1 200 OK\r\nConnection: x, Close",
            "HTTP/1.1 200 OK\r\nConnection: x\r\nConnection: close",
            "HTTP/1.0 200 OK",
            "HTTP/1.0 200 OK\r\nConnection: keep-alive")) {
      ScriptedServer server = lab.server(Scripts.always(head + "\r\nContent-Length: 2\r\n\r\nok"));
      Fetcher fetcher = lab.open();
      Lab.fetched(fetcher.fetchAll(List.of(server.url("/"))).getFirst());
      Lab.fetched(fetcher.fetchAll(List.of(server.url("/"))).getFirst());
      assertThat(server.connections()).as("connections after " + head).hasSize(2);
    }
  }
}
