package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.FailureKind.TOO_LARGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Fetched;
import dev.multifetch.Headers;
import dev.multifetch.conformance.fixtures.HeadFixtures;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.util.List;
import org.junit.jupiter.api.Test;

/// R14 to R18: from the first byte to the empty line.
public interface HeadRules {

  @Test
  default void r14_aConnectionClosedBeforeAByteIsLost(Lab lab) throws Exception {
    Lab.failed(lab.fetchFrom(Scripts.once("")), CONNECTION_LOST);
    Lab.failed(lab.fetchFrom(Scripts.onceThenReset("")), CONNECTION_LOST);
  }

  @Test
  default void r14_halfAHeadIsNoHead(Lab lab) throws Exception {
    String head = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Field: value\r\n\r\n";
    for (int cut : List.of(1, 10, 15, 16, 17, 25, 36, 40, head.length() - 2)) {
      ScriptedServer server = lab.server(Scripts.once(head.substring(0, cut)));
      Lab.failed(lab.fetch(server.url("/cut/at/" + cut)), CONNECTION_LOST);
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
    FixtureRun.check(lab, HeadFixtures.INTERIM);
  }

  @Test
  default void r15_theFieldsOfInterimResponsesAreNotThoseOfTheLast(Lab lab) throws Exception {
    String interim = "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n";
    Fetched fetched = Lab.fetched(lab.fetchFrom(Scripts.always(interim + Scripts.OK)));
    assertThat(fetched.headers().values("Link")).isEmpty();
  }

  @Test
  default void r15_interimResponsesWithoutEndAreMalformed(Lab lab) throws Exception {
    FixtureRun.check(lab, HeadFixtures.TOO_MANY_INTERIM);
  }

  @Test
  default void r15_a101ThatNobodyAskedForIsMalformed(Lab lab) throws Exception {
    FixtureRun.check(lab, HeadFixtures.UNASKED_SWITCH);
  }

  @Test
  default void r16_aStatusLineThatCanBeReadIsTaken(Lab lab) throws Exception {
    FixtureRun.check(lab, HeadFixtures.STATUS_LINES);
  }

  @Test
  default void r16_aHigherMinorVersionIsTaken(Lab lab) throws Exception {
    FixtureRun.check(lab, HeadFixtures.HIGHER_MINOR_VERSION);
  }

  @Test
  default void r16_aBadStatusLineIsMalformed(Lab lab) throws Exception {
    FixtureRun.check(lab, HeadFixtures.BAD_STATUS_LINES);
    FixtureRun.check(lab, HeadFixtures.BLANK_FIRST_LINES);
  }

  @Test
  default void r16_anotherProtocolIsMalformed(Lab lab) throws Exception {
    FixtureRun.check(lab, HeadFixtures.OTHER_PROTOCOLS);
  }

  @Test
  default void r16_theProtocolOfShoutcastIsMalformed(Lab lab) throws Exception {
    FixtureRun.check(lab, HeadFixtures.SHOUTCAST);
  }

  @Test
  default void r16_aCodeOutsideOf100To599IsMalformed(Lab lab) throws Exception {
    FixtureRun.check(lab, HeadFixtures.BAD_CODES);
  }

  @Test
  default void r17_aHeadOverTheLimitIsTooLarge(Lab lab) throws Exception {
    String field = "X-Field: " + "x".repeat(1_000) + "\r\n";
    String head = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + field.repeat(20) + "\r\n";
    ScriptedServer server = lab.server(Scripts.always(head));
    Lab.fetched(lab.fetch(lab.options().maxHeadBytes(30_000), server.url("/")));
    Lab.failed(lab.fetch(lab.options().maxHeadBytes(20_000), server.url("/")), TOO_LARGE);
  }

  @Test
  default void r17_theLimitIsTheCallersAndNotTheLibrarys(Lab lab) throws Exception {
    String fields = ("X-Field: " + "x".repeat(1_000) + "\r\n").repeat(200);
    ScriptedServer server =
        lab.server(Scripts.always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + fields + "\r\n"));
    Lab.fetched(lab.fetch(lab.options().maxHeadBytes(240_000), server.url("/")));
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

  @Test
  default void r18_fieldsAreTakenAsTheyCome(Lab lab) throws Exception {
    FixtureRun.check(lab, HeadFixtures.FIELDS);
  }

  @Test
  default void r18_namesMatchInAnyCaseAndDuplicatesKeepTheirOrder(Lab lab) throws Exception {
    Headers headers = headers(lab, "X-One: b\r\nother: 1\r\nx-one: a\r\nX-ONE: b\r\n");
    assertThat(headers.values("X-one")).containsExactly("b", "a", "b");
    assertThat(headers.first("OTHER")).contains("1");
    assertThat(headers.fields().subList(0, 4))
        .extracting(Headers.Field::name)
        .containsExactly("X-One", "other", "x-one", "X-ONE");
  }

  @Test
  default void r18_emptyValuesAreKept(Lab lab) throws Exception {
    Headers headers = headers(lab, "X:\r\nY: \r\nX: \t \r\n");
    assertThat(headers.values("X")).containsExactly("", "");
    assertThat(headers.values("Y")).containsExactly("");
  }

  @Test
  default void r18_aValueIsWhatStandsBetweenTheSpaceAroundIt(Lab lab) throws Exception {
    assertThat(headers(lab, "X: \t a: \t b \t\r\n").values("X")).containsExactly("a: \t b");
  }

  @Test
  default void r18_aCharacterOfAValueIsAByte(Lab lab) throws Exception {
    assertThat(headers(lab, "X: caf\u00c3\u00a9\r\n").values("X"))
        .containsExactly("caf\u00c3\u00a9");
  }

  @Test
  default void r18_valuesAreLatin1(Lab lab) throws Exception {
    FixtureRun.check(lab, HeadFixtures.LATIN_1);
    assertThat(headers(lab, "X: caf\u00e9 \u00ff\r\n").values("X"))
        .containsExactly("caf\u00e9 \u00ff");
  }

  @Test
  default void r18_aFoldedLineIsOneWithASpace(Lab lab) throws Exception {
    FixtureRun.check(lab, HeadFixtures.FOLDED);
    Headers headers = headers(lab, "X: a \t\r\n\t  b \r\nX: a\r\n b\r\n\tc\r\nY:\r\n d\r\n");
    assertThat(headers.values("X")).containsExactly("a b", "a b c");
    assertThat(headers.values("Y")).containsExactly("d");
  }

  @Test
  default void r18_aFoldedLineBelongsToAField(Lab lab) throws Exception {
    FixtureRun.check(lab, HeadFixtures.FOLDED_FIRST);
  }

  @Test
  default void r18_aLineThatIsNoFieldIsMalformed(Lab lab) throws Exception {
    FixtureRun.check(lab, HeadFixtures.NO_FIELDS);
  }

  @Test
  default void r18_aNameThatIsNoTokenIsMalformed(Lab lab) throws Exception {
    FixtureRun.check(lab, HeadFixtures.NAMES_THAT_ARE_NO_TOKENS);
    FixtureRun.check(lab, HeadFixtures.FRAMING_IN_DISGUISE);
  }

  @Test
  default void r18_norMayItStandInAnInterimHead(Lab lab) throws Exception {
    FixtureRun.check(lab, HeadFixtures.INTERIM_NAMES);
  }

  @Test
  default void r18_aControlCharacterInAValueIsMalformed(Lab lab) throws Exception {
    FixtureRun.check(lab, HeadFixtures.CONTROLS_IN_FIELDS);
  }

  @Test
  default void r18_aControlCharacterAroundAValueIsMalformed(Lab lab) throws Exception {
    FixtureRun.check(lab, HeadFixtures.CONTROLS_AROUND_VALUES);
  }

  @Test
  default void r18_aControlCharacterInTheStatusLineIsMalformed(Lab lab) throws Exception {
    FixtureRun.check(lab, HeadFixtures.CONTROLS_IN_STATUS_LINE);
  }

  private static Headers headers(Lab lab, String fields) throws InterruptedException {
    String response = "HTTP/1.1 200 OK\r\n" + fields + "Content-Length: 0\r\n\r\n";
    return Lab.fetched(lab.fetchFrom(Scripts.always(response))).headers();
  }
}
