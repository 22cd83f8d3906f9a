package dev.multifetch.http;

import dev.multifetch.FailureKind;
import dev.multifetch.Headers;
import java.nio.ByteBuffer;

/// Receives one response's body: compares its length with the length that the head announced,
/// undoes its content codings, and passes it to the [BodyKeeper].
final class ResponseBody {

  private final Framing framing;
  private final BodyKeeper kept;
  private final ContentCodings decoder;
  private long received;

  /// @param limit the largest body to keep, in bytes
  /// @throws FetchException TOO_LARGE if the head announces more, before any byte of the body is
  ///   read (R25)
  ResponseBody(Framing framing, Headers headers, BodyKeeper kept, long limit)
      throws FetchException {
    this.framing = framing;
    this.kept = kept;
    decoder = new ContentCodings(headers, kept, limit);
    if (framing instanceof Framing.Length(long bytes)) {
      if (decoder.none()) {
        kept.expect(bytes);
      } else {
        decoder.expect(bytes);
      }
    }
  }

  /// Whether the body is empty, so that nobody needs to wait for it.
  boolean announcedEmpty() {
    return framing instanceof Framing.Length(long bytes) && bytes == 0;
  }

  boolean mayWait() {
    return kept.mayWait();
  }

  void accept(ByteBuffer piece) throws FetchException {
    received += piece.remaining();
    decoder.accept(piece);
  }

  /// The body has ended.
  ///
  /// @throws FetchException if it is not whole (R19), even if the transport takes it for whole
  BodyKeeper end() throws FetchException {
    if (framing instanceof Framing.Length(long bytes) && received < bytes) {
      throw new FetchException(
          FailureKind.CONNECTION_LOST,
          "body ended after %d of %d bytes".formatted(received, bytes));
    }
    decoder.end();
    return kept;
  }

  void release() {
    decoder.release();
  }

  /// The body does not count, although it is whole: deletes it.
  void discard() {
    kept.discard();
  }
}
