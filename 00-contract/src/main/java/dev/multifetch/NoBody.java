package dev.multifetch;

import java.nio.ByteBuffer;

/// Takes a body and keeps nothing.
enum NoBody implements BodyWriter {
  INSTANCE;

  @Override
  public void write(ByteBuffer piece) {
    piece.position(piece.limit());
  }

  @Override
  public void finish() {}

  @Override
  public void abort() {}
}
