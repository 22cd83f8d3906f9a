package dev.multifetch.http;

import dev.multifetch.FailureKind;
import dev.multifetch.Headers;
import java.nio.ByteBuffer;

/// Receives one response's body: counts what comes against what the head announced, undoes its
/// content codings, and keeps it up to a limit.
final class ResponseBody {

  private final Framing framing;
  private final BoundedBody kept;
  private final ContentCodings decoder;
  private long received;

  /// @param limit the most bytes to keep
  /// @throws FetchException TOO_LARGE if more is announced, before a byte of it is read (R25)
  ResponseBody(Framing framing, Headers headers, int limit) throws FetchException {
    this.framing = framing;
    kept = new BoundedBody(limit);
    decoder = new ContentCodings(headers, kept, limit);
    if (framing instanceof Framing.Length(long bytes)) {
      if (decoder.none()) {
        kept.expect(bytes);
      } else {
        decoder.expect(bytes);
      }
    }
  }

  /// Whether nothing is to come, so that nobody need wait for it.
  boolean announcedEmpty() {
    return framing instanceof Framing.Length(long bytes) && bytes == 0;
  }

  void accept(ByteBuffer piece) throws FetchException {
    received += piece.remaining();
    decoder.accept(piece);
  }

  /// Returns the whole body.
  ///
  /// @throws FetchException if it is not whole: R19, even where the transport thinks it is
  byte[] end() throws FetchException {
    if (framing instanceof Framing.Length(long bytes) && received < bytes) {
      throw new FetchException(
          FailureKind.CONNECTION_LOST,
          "body ended after %d of %d bytes".formatted(received, bytes));
    }
    decoder.end();
    return kept.bytes();
  }

  void release() {
    decoder.release();
  }
}
