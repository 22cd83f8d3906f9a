package dev.multifetch.blocking;

import dev.multifetch.FailureKind;
import dev.multifetch.http.FetchException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;

/// A connection's input while more must come: here an end of the stream is an error. The library
/// asks its own input for lines and takes what an end cut off for a whole line.
final class ApacheInput extends InputStream {

  private final InputStream input;
  private final long limit;
  private long received;

  /// @param received how much had come before, in bytes
  /// @param limit the most that may come, in bytes
  ApacheInput(InputStream input, long received, long limit) {
    this.input = input;
    this.received = received;
    this.limit = limit;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count;
    try {
      count = input.read(bytes, offset, length);
    } catch (SocketException reset) {
      throw received == 0 ? new NoHttpResponseException(reset.getMessage()) : reset;
    }
    if (count < 0) {
      throw received == 0
          ? new NoHttpResponseException("connection closed before a byte of response")
          : new ConnectionClosedException("connection closed inside the response");
    }
    received += count;
    if (received > limit) {
      throw new FetchException(FailureKind.TOO_LARGE, "head is over " + limit + " bytes");
    }
    return count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }
}
