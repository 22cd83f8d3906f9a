package dev.multifetch;

import java.nio.ByteBuffer;

/// Takes bodies and keeps nothing.
enum NoBody implements BodyHandler, BodyWriter {
  INSTANCE;

  @Override
  public BodyWriter open(Response response) {
    return this;
  }

  @Override
  public boolean mayWait() {
    return false;
  }

  @Override
  public void write(ByteBuffer piece) {
    piece.position(piece.limit());
  }

  @Override
  public void finish() {}

  @Override
  public void abort() {}
}
