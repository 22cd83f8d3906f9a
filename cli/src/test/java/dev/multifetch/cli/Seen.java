package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CountDownLatch;

/// Standard output that tells when a text has been written to it.
final class Seen extends ByteArrayOutputStream {

  final CountDownLatch seen = new CountDownLatch(1);
  private final String text;

  Seen(String text) {
    this.text = text;
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    super.write(bytes, offset, length);
    if (toString(UTF_8).contains(text)) {
      seen.countDown();
    }
  }
}
