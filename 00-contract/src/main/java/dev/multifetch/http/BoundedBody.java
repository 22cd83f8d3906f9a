package dev.multifetch.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Collects a body in memory, up to a limit (R25).
final class BoundedBody implements BodyKeeper {

  private static final int TRUSTED = 64 << 10; // bytes; more are allocated only as they come
  private static final int TRUST = 8; // then this many times the bytes that have come

  private static final byte[] NOTHING = {};

  private final int limit;
  private byte[] bytes = NOTHING;
  private int size;
  private int announced; // bytes, or 0

  BoundedBody(int limit) {
    this.limit = limit;
  }

  /// Makes room for this many more bytes.
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

  /// If the server announced the length, the body ends in an array of exactly that length, after a
  /// few copies.
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
