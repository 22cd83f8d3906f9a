package dev.multifetch.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Collects a body in memory, up to a limit (R25).
final class BoundedBody implements BodyKeeper {

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

  /// Makes room for it.
  @Override
  public void expect(long announced) throws FetchException {
    if (announced > limit) {
      throw BodyKeeper.tooLarge(limit);
    }
    this.announced = (int) announced;
    bytes = new byte[(int) Math.min(announced, TRUSTED)];
  }

  @Override
  public void accept(ByteBuffer piece) throws FetchException {
    int length = piece.remaining();
    if (length > limit - size) {
      throw BodyKeeper.tooLarge(limit);
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

  @Override
  public byte[] bytes() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  @Override
  public void discard() {
    release();
  }

  @Override
  public long size() {
    return size;
  }
}
