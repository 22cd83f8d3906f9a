package dev.multifetch.http;

import dev.multifetch.FailureKind;
import dev.multifetch.Headers;
import java.nio.ByteBuffer;

/// Receives one response's body: counts what comes against what the head announced, undoes its
/// content codings, and hands it to whoever keeps it.
final class ResponseBody {

  private final Framing framing;
  private final BodyKeeper kept;
  private final ContentCodings decoder;
  private long received;

  /// @param limit the most bytes that are kept
  /// @throws FetchException TOO_LARGE if more is announced, before a byte of it is read (R25)
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

  /// Whether nothing is to come, so that nobody need wait for it.
  boolean announcedEmpty() {
    return framing instanceof Framing.Length(long bytes) && bytes == 0;
  }

  void accept(ByteBuffer piece) throws FetchException {
    received += piece.remaining();
    decoder.accept(piece);
  }

  /// The body is over.
  ///
  /// @throws FetchException if it is not whole: R19, even where the transport thinks it is
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

  /// The body does not count, although it is whole.
  void discard() {
    kept.discard();
  }
}
