package dev.multifetch.conformance.servers;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;

/// What happens to a stream of bytes on its way: one kind of damage, at one place. The same seed
/// draws the same damage.
///
/// @param at how many bytes pass before the damage
/// @param bit which bit of the next byte is flipped, if the kind is FLIP
public record Damage(Kind kind, int at, int bit) {

  /// What may happen. Only a flip changes a byte; a cut or a reset drops the rest.
  public enum Kind {
    NONE,
    /// A bit is flipped.
    FLIP,
    /// The connection ends in order.
    CUT,
    /// The connection is reset.
    RESET,
    /// From here on, each byte is sent alone, up to a limit.
    SPLIT,
    /// The bytes are sent after a short wait, in one piece.
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

  /// Draws one. Damage near the start is more likely than damage far from it.
  public static Damage draw(long seed) {
    SplittableRandom lot = new SplittableRandom(seed);
    Kind kind = LOT[lot.nextInt(LOT.length)];
    return new Damage(kind, lot.nextInt(1 << lot.nextInt(1, 17)), lot.nextInt(8));
  }

  /// Sends these bytes, and damages them if the place of the damage is among them.
  ///
  /// @param from the place of the first of these bytes in the stream
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
