package dev.multifetch.http;

import dev.multifetch.FailureKind;
import dev.multifetch.Headers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;

/// Undoes the codings that Content-Encoding names (RFC 9110 section 8.4). What they are is looked
/// at when the first byte comes, for a coding named on an empty body is fine (R28).
final class ContentCodings implements BodySink {

  private static final int MAX_STACKED = 5;

  private static final int SLACK = 64 << 10; // bytes that a coding may add to what it cannot shrink

  private final List<String> codings;
  private final int limit;
  private BodySink outermost;
  private boolean begun;

  /// @param limit how large the body may be, in bytes; so may be what one coding leaves another
  ContentCodings(Headers headers, BodySink plain, int limit) {
    List<String> named = headers.members("Content-Encoding");
    this.codings = named.isEmpty() ? named : withoutIdentity(named);
    this.outermost = plain;
    this.limit = limit;
  }

  private static List<String> withoutIdentity(List<String> named) {
    return named.stream()
        .map(coding -> coding.toLowerCase(Locale.ROOT))
        .filter(coding -> !coding.equals("identity"))
        .toList();
  }

  /// Whether the bytes that come are the body itself.
  boolean none() {
    return codings.isEmpty();
  }

  @Override
  public void accept(ByteBuffer piece) throws FetchException {
    if (!begun && piece.hasRemaining()) {
      begun = true;
      openAll();
    }
    outermost.accept(piece);
  }

  @Override
  public void end() throws FetchException {
    outermost.end();
  }

  @Override
  public void release() {
    outermost.release();
  }

  /// The coding named last was applied last, so it is undone first.
  private void openAll() throws FetchException {
    if (codings.size() > MAX_STACKED) {
      throw undecodable("over " + MAX_STACKED + " content codings: " + codings);
    }
    for (String coding : codings) {
      BodySink next = new Bounded(outermost, limit + (long) SLACK);
      outermost =
          switch (coding) {
            case "gzip", "x-gzip" -> new GzipDecoder(next);
            case "deflate" -> new DeflateDecoder(next);
            default -> throw undecodable("unknown content coding \"" + coding + "\"");
          };
    }
  }

  /// Counts what one coding leaves to the next (R26): it may grow without end and yet be nothing in
  /// the end.
  private static final class Bounded implements BodySink {

    private final BodySink next;
    private long left;

    Bounded(BodySink next, long limit) {
      this.next = next;
      this.left = limit;
    }

    @Override
    public void accept(ByteBuffer piece) throws FetchException {
      int over = (int) Math.max(0, piece.remaining() - left);
      left -= piece.remaining() - over;
      next.accept(piece.slice(piece.position(), piece.remaining() - over));
      piece.position(piece.limit());
      if (over > 0) {
        throw new FetchException(FailureKind.TOO_LARGE, "too large between two content codings");
      }
    }

    @Override
    public void end() throws FetchException {
      next.end();
    }

    @Override
    public void release() {
      next.release();
    }
  }

  static FetchException undecodable(String detail) {
    return new FetchException(FailureKind.UNDECODABLE, detail);
  }
}
