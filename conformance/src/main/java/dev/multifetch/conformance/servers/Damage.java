package dev.multifetch.conformance.servers;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;

/// What happens to a stream of bytes on its way, once, at a place in it. The same seed draws the
/// same damage.
///
/// @param at how many bytes pass before
/// @param bit which one of the byte there is flipped, where one is
public record Damage(Kind kind, int at, int bit) {

  /// What may happen; most of it keeps the bytes as they are.
  public enum Kind {
    NONE,
    /// A bit is flipped.
    FLIP,
    /// The connection ends in order.
    CUT,
    /// The connection is reset.
    RESET,
    /// From here on, each byte is sent alone.
    SPLIT,
    /// Everything waits a little, and then comes in one piece.
    LATE
  }

  private static final Kind[] LOT = {
    Kind.NONE,
    Kind.NONE,
    Kind.FLIP,
    Kind.FLIP,
    Kind.FLIP,
    Kind.CUT,
    Kind.RESET,
    Kind.SPLIT,
    Kind.LATE
  };

  private static final int ALONE = 400; // bytes sent one by one, at most

  /// Draws one; small places are as likely as large ones.
  public static Damage draw(long seed) {
    SplittableRandom lot = new SplittableRandom(seed);
    Kind kind = LOT[lot.nextInt(LOT.length)];
    return new Damage(kind, lot.nextInt(1 << lot.nextInt(1, 17)), lot.nextInt(8));
  }

  /// Sends these bytes, damaged if this is the place.
  ///
  /// @param from the place of the first of them in the stream
  /// @return whether the connection goes on
  boolean send(Wire wire, byte[] bytes, long from) throws IOException, InterruptedException {
    long place = at - from;
    if (kind == Kind.NONE || place < 0 || place >= bytes.length) {
      wire.send(bytes);
      return true;
    }
    int here = Math.toIntExact(place);
    switch (kind) {
      case NONE -> throw new AssertionError("it has no place");
      case FLIP -> {
        bytes[here] ^= (byte) (1 << bit);
        wire.send(bytes);
      }
      case CUT -> {
        wire.send(Arrays.copyOf(bytes, here));
        wire.end();
      }
      case RESET -> {
        wire.send(Arrays.copyOf(bytes, here));
        wire.reset();
      }
      case SPLIT -> {
        int end = Math.min(bytes.length, here + ALONE);
        wire.send(Arrays.copyOf(bytes, here));
        for (int i = here; i < end; i++) {
          wire.send(new byte[] {bytes[i]});
        }
        wire.send(Arrays.copyOfRange(bytes, end, bytes.length));
      }
      case LATE -> {
        Thread.sleep(20); // the delay itself is the subject
        wire.send(bytes);
      }
    }
    return kind != Kind.CUT && kind != Kind.RESET;
  }

  /// Where the bytes go.
  interface Wire {
    void send(byte[] bytes) throws IOException;

    void end() throws IOException;

    void reset() throws IOException;
  }
}
