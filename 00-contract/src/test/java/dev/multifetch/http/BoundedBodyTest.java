package dev.multifetch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {

  private static final int PIECE = 16 << 10;

  private final BoundedBody body = new BoundedBody(100 << 20);

  /// Else every large body would be copied once more when it is complete.
  @Test
  void anAnnouncedBodyEndsInAnArrayOfItsOwnSize() throws Exception {
    body.expect(1_000 * PIECE);
    receive(1_000);

    assertThat(body.bytes()).hasSize(1_000 * PIECE).isSameAs(body.bytes());
  }

  @Test
  void aBodyThatIsLongerThanAnnouncedIsKeptToo() throws Exception {
    body.expect(PIECE);
    receive(9);

    assertThat(body.bytes()).hasSize(9 * PIECE);
  }

  @Test
  void aBodyThatIsShorterThanAnnouncedIsCut() throws Exception {
    body.expect(90 << 20);
    receive(9);

    assertThat(body.bytes()).hasSize(9 * PIECE);
  }

  private void receive(int pieces) throws FetchException {
    for (int i = 0; i < pieces; i++) {
      body.accept(ByteBuffer.allocate(PIECE));
    }
  }
}
