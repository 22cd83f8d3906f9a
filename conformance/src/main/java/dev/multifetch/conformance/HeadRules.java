package dev.multifetch.conformance;

import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.FailureKind.MALFORMED_RESPONSE;
import static dev.multifetch.FailureKind.TOO_LARGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Fetched;
import java.util.List;
import org.junit.jupiter.api.Test;

/// R14 to R17: from the first byte to the empty line.
interface HeadRules {

  @Test
  default void r14_aConnectionClosedBeforeAByteIsLost(Lab lab) throws Exception {
    Lab.failed(lab.fetchFrom(Scripts.once("")), CONNECTION_LOST);
    Lab.failed(lab.fetchFrom(Scripts.onceThenReset("")), CONNECTION_LOST);
  }

  @Test
  default void r14_halfAHeadIsNoHead(Lab lab) throws Exception {
    String head = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Field: value\r\n\r\n";
    for (int cut : List.of(1, 10, 15, 16, 17, 25, 36, 40, head.length() - 2)) {
      ScriptedOrigin origin = lab.origin(Scripts.once(head.substring(0, cut)));
      Lab.failed(lab.fetch(origin.url("/cut/at/" + cut)), CONNECTION_LOST);
    }
  }

  @Test
  default void r14_aHeadInSmallPiecesIsWhole(Lab lab) throws Exception {
    Fetched fetched =
        Lab.fetched(
            lab.fetchFrom(
                connection -> {
                  connection.request();
                  for (char next : Scripts.OK.toCharArray()) {
                    connection.send(String.valueOf(next));
                  }
                  connection.awaitClientClose();
                }));
    assertThat(fetched.text()).isEqualTo("ok");
  }

  @Test
  default void r15_interimResponsesAreSkipped(Lab lab) throws Exception {
    String interim = "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n";
    Fetched fetched =
        Lab.fetched(
            lab.fetchFrom(Scripts.always("HTTP/1.1 100 Continue\r\n\r\n" + interim + Scripts.OK)));
    assertThat(fetched.status()).isEqualTo(200);
    assertThat(fetched.text()).isEqualTo("ok");
    assertThat(fetched.headers().values("Link")).isEmpty();
  }

  @Test
  default void r15_interimResponsesWithoutEndAreMalformed(Lab lab) throws Exception {
    String interim = "HTTP/1.1 103 Early Hints\r\n\r\n";
    Lab.failed(
        lab.fetchFrom(Scripts.always(interim.repeat(1_000) + Scripts.OK)), MALFORMED_RESPONSE);
  }

  @Test
  default void r15_a101ThatNobodyAskedForIsMalformed(Lab lab) throws Exception {
    Lab.failed(
        lab.fetchFrom(
            Scripts.onceAndStay(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: upgrade\r\n\r\n")),
        MALFORMED_RESPONSE);
  }

  @Test
  default void r17_aHeadOverTheLimitIsTooLarge(Lab lab) throws Exception {
    String field = "X-Field: " + "x".repeat(1_000) + "\r\n";
    String head = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + field.repeat(20) + "\r\n";
    ScriptedOrigin origin = lab.origin(Scripts.always(head));
    Lab.fetched(lab.fetch(lab.options().maxHeadBytes(30_000), origin.url("/")));
    Lab.failed(lab.fetch(lab.options().maxHeadBytes(20_000), origin.url("/")), TOO_LARGE);
  }

  @Test
  default void r17_theLimitIsTheCallersAndNotTheLibrarys(Lab lab) throws Exception {
    String fields = ("X-Field: " + "x".repeat(1_000) + "\r\n").repeat(200);
    ScriptedOrigin origin =
        lab.origin(Scripts.always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + fields + "\r\n"));
    Lab.fetched(lab.fetch(lab.options().maxHeadBytes(240_000), origin.url("/")));
  }

  @Test
  default void r17_aHeadWithoutEndIsTooLarge(Lab lab) throws Exception {
    String fields = ("X-Field: " + "x".repeat(1_000) + "\r\n").repeat(64);
    Lab.failed(
        lab.fetchFrom(
            connection -> {
              connection.request();
              connection.send("HTTP/1.1 200 OK\r\n");
              while (true) {
                connection.send(fields);
              }
            }),
        TOO_LARGE);
  }

  @Test
  default void r17_aFieldWithoutEndIsTooLarge(Lab lab) throws Exception {
    String piece = "x".repeat(64 << 10);
    Lab.failed(
        lab.fetchFrom(
            connection -> {
              connection.request();
              connection.send("HTTP/1.1 200 OK\r\nX-Field: ");
              while (true) {
                connection.send(piece);
              }
            }),
        TOO_LARGE);
  }
}
