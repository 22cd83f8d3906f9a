package dev.multifetch.http;

import static dev.multifetch.FailureKind.TOO_LARGE;
import static dev.multifetch.http.Dialogue.failed;
import static dev.multifetch.http.Dialogue.fetched;
import static dev.multifetch.http.Dialogue.head;
import static dev.multifetch.http.Dialogue.piece;
import static dev.multifetch.http.Dialogue.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Failed;
import dev.multifetch.FetchOptions;
import dev.multifetch.http.Step.Receive;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyLimitTest {

  private static UrlFetch fetchUpTo(int maxBodyBytes) {
    return started("http://a.example/", FetchOptions.builder().maxBodyBytes(maxBodyBytes).build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 5", "Transfer-Encoding: chunked", "A: b"})
  void r25_aBodyAsLargeAsTheLimitPasses(String framing) {
    UrlFetch fetch = fetchUpTo(5);
    fetch.head(head(200, framing));
    fetch.body(piece("abcde"));

    assertThat(fetched(fetch.end()).body()).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void r25_whatCameBeforeTheDamageCountsHoweverItComes(int most) {
    byte[] abcAndDamage = {0, 3, 0, (byte) 0xfc, (byte) 0xff, 'a', 'b', 'c', 7};
    UrlFetch fetch = fetchUpTo(2);
    fetch.head(head(200, "Content-Encoding: deflate"));
    Step step = Step.Receive.MORE;
    for (int at = 0; at < abcAndDamage.length; at += most) {
      int length = Math.min(most, abcAndDamage.length - at);
      step = fetch.body(ByteBuffer.wrap(abcAndDamage, at, length));
    }
    assertThat(failed(step).kind()).isEqualTo(TOO_LARGE);
  }

  @Test
  void r25_oneByteMoreIsTooLarge() {
    UrlFetch fetch = fetchUpTo(5);
    fetch.head(head(200));
    fetch.body(piece("abc"));

    Failed failed = failed(fetch.body(piece("def")));
    assertThat(failed.kind()).isEqualTo(TOO_LARGE);
    assertThat(failed.detail()).isEqualTo("body is over 5 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "6",
        "4294967296",
        "999999999999999999",
        "9223372036854775807",
        "9223372036854775808",
        "18446744073709551617", // 2^64 + 1
        "00009223372036854775808, 9223372036854775808",
        "99999999999999999999999999999999999999999999"
      })
  void r25_aLargerContentLengthFailsBeforeTheBodyIsRead(String length) {
    assertThat(failed(fetchUpTo(5).head(head(200, "Content-Length: " + length))).kind())
        .isEqualTo(TOO_LARGE);
  }

  @Test
  void r25_overTheLimitTheConnectionIsNotReused() {
    UrlFetch fetch = fetchUpTo(1);
    fetch.head(head(200, "Transfer-Encoding: chunked"));
    fetch.body(piece("ab"));

    assertThat(fetch.connectionReusable()).isFalse();
  }

  @Test
  void r25_withoutRoomForABodyOnlyAnEmptyOnePasses() {
    UrlFetch fetch = fetchUpTo(0);
    fetch.head(head(200, "Transfer-Encoding: chunked"));
    fetch.body(ByteBuffer.allocate(0));

    assertThat(fetched(fetch.end()).body()).isEmpty();
  }

  @Test
  void r25_theContentLengthOfACodedBodyIsNotHeldAgainstTheLimit() {
    UrlFetch fetch = fetchUpTo(5);

    assertThat(fetch.head(head(200, "Content-Encoding: gzip", "Content-Length: 25")))
        .isEqualTo(Receive.MORE);
  }

  @Test
  void r25_theContentLengthOfACodedBodyMayBeALittleOverTheLimit() {
    String most = "Content-Length: " + (5 + (64 << 10));
    String more = "Content-Length: " + (6 + (64 << 10));

    assertThat(fetchUpTo(5).head(head(200, "Content-Encoding: gzip", most)))
        .isEqualTo(Receive.MORE);
    assertThat(failed(fetchUpTo(5).head(head(200, "Content-Encoding: gzip", more))).kind())
        .isEqualTo(TOO_LARGE);
  }

  @Test
  void r25_whatDecodesToMoreThanTheLimitIsTooLarge() {
    UrlFetch fetch = fetchUpTo(5);
    fetch.head(head(200, "Content-Encoding: gzip"));

    assertThat(failed(fetch.body(ByteBuffer.wrap(new GzipMember("abcdef").bytes()))).kind())
        .isEqualTo(TOO_LARGE);
  }

  @Test
  void r26_aBombStopsAtTheLimit() {
    // 64 MB of zeros: 64 kB once packed, 200 bytes or so twice packed
    byte[] bomb = new GzipMember(new GzipMember(new byte[64 << 20]).bytes()).bytes();
    UrlFetch fetch = fetchUpTo(100_000);
    fetch.head(head(200, "Content-Encoding: gzip, gzip"));
    ByteBuffer piece = ByteBuffer.wrap(bomb);

    assertThat(failed(fetch.body(piece)).kind()).isEqualTo(TOO_LARGE);
  }

  @Test
  void r26_memoryIsNotSetAsideOnAServersWordAlone() throws FetchException {
    BoundedBody body = new BoundedBody(Integer.MAX_VALUE - 8);
    body.expect(Integer.MAX_VALUE - 8); // would not fit into the tests' heap together with others
    body.accept(piece("a"));

    assertThat(body.bytes()).containsExactly('a');
  }

  @Test
  void aBodyGrowsPieceByPieceAndKeepsItsBytes() throws FetchException {
    BoundedBody body = new BoundedBody(1_000);
    for (int i = 0; i < 1_000; i++) {
      body.accept(ByteBuffer.wrap(new byte[] {(byte) i}));
    }

    byte[] bytes = body.bytes();
    assertThat(bytes).hasSize(1_000);
    assertThat(bytes[999]).isEqualTo((byte) 999);
  }

  @Test
  void theArrayIsHandedOverWithoutACopyWhereItIsFull() throws FetchException {
    BoundedBody body = new BoundedBody(3);
    body.expect(3);
    body.accept(piece("abc"));

    assertThat(body.bytes()).isSameAs(body.bytes());
  }

  @Test
  void whatWasReleasedIsGone() throws FetchException {
    BoundedBody body = new BoundedBody(3);
    body.accept(piece("abc"));
    body.release();

    assertThat(body.bytes()).isEmpty();
  }
}
