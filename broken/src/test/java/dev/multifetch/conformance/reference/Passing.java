package dev.multifetch.conformance.reference;

import dev.multifetch.BodyWriter;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Passes a body on to its writer; each step can be overridden, to do it in the wrong way.
class Passing implements BodyWriter {

  final BodyWriter to;

  Passing(BodyWriter to) {
    this.to = to;
  }

  @Override
  public void write(ByteBuffer piece) throws IOException {
    to.write(piece);
  }

  @Override
  public void finish() throws IOException {
    to.finish();
  }

  @Override
  public void abort() {
    to.abort();
  }
}
