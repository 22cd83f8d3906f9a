package dev.multifetch.http;

import dev.multifetch.FailureKind;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Collects a body in memory, up to a limit (R25).
final class BoundedBody implements BodySink {

  private static final int TRUSTED = 64 << 10; // bytes allocated on a server's word alone
  private static final int TRUST = 8; // and then so many times as many as it has sent

  private static final byte[] NOTHING = {};

  private final int limit;
  private byte[] bytes = NOTHING;
  private int size;
  private int announced; // bytes, or 0

  BoundedBody(int limit) {
    this.limit = limit;
  }

  /// Makes room for what a server announces.
  void expect(long announced) throws FetchException {
    if (announced > limit) {
      throw tooLarge();
    }
    this.announced = (int) announced;
    bytes = new byte[(int) Math.min(announced, TRUSTED)];
  }

  @Override
  public void accept(ByteBuffer piece) throws FetchException {
    int length = piece.remaining();
    if (length > limit - size) {
      throw tooLarge();
    }
    if (length > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.max(size + length, grown()));
    }
    piece.get(bytes, size, length);
    size += length;
  }

  /// An announced body is copied a few times on its way, and ends in an array of its own size.
  private int grown() {
    long more =
        announced > bytes.length
            ? Math.min(announced, (long) TRUST * bytes.length)
            : 2L * bytes.length;
    return (int) Math.min(more, limit);
  }

  @Override
  public void end() {}

  @Override
  public void release() {
    bytes = NOTHING;
    size = 0;
  }

  byte[] bytes() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  private FetchException tooLarge() {
    return new FetchException(FailureKind.TOO_LARGE, "body is over " + limit + " bytes");
  }
}
