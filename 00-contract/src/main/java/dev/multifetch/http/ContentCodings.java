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

  private final List<String> codings;
  private BodySink outermost;
  private boolean begun;

  ContentCodings(Headers headers, BodySink plain) {
    List<String> named = headers.members("Content-Encoding");
    this.codings = named.isEmpty() ? named : withoutIdentity(named);
    this.outermost = plain;
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
      outermost =
          switch (coding) {
            case "gzip", "x-gzip" -> new GzipDecoder(outermost);
            case "deflate" -> new DeflateDecoder(outermost);
            default -> throw undecodable("unknown content coding \"" + coding + "\"");
          };
    }
  }

  static FetchException undecodable(String detail) {
    return new FetchException(FailureKind.UNDECODABLE, detail);
  }
}
