package dev.multifetch.client.blocking.apache;

import dev.multifetch.http.ConnectionFailures;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import org.apache.hc.core5.http.NoHttpResponseException;

/// A connection's input while more bytes must come: an end of the stream is an error here.
final class ApacheInput extends InputStream {

  private final InputStream input;
  private boolean begun;

  /// @param begun whether a byte of the response has come
  ApacheInput(InputStream input, boolean begun) {
    this.input = input;
    this.begun = begun;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count;
    try {
      count = input.read(bytes, offset, length);
    } catch (SocketException reset) {
      throw begun ? reset : new NoHttpResponseException(reset.getMessage());
    }
    if (count < 0) {
      IOException tooEarly = ConnectionFailures.endedTooEarly();
      throw begun ? tooEarly : new NoHttpResponseException(tooEarly.getMessage());
    }
    begun = true;
    return count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }
}
