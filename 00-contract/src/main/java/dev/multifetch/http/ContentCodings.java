package dev.multifetch.http;

import dev.multifetch.FailureKind;
import dev.multifetch.Headers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Undoes the codings that Content-Encoding names (RFC 9110 section 8.4). It looks at the names
/// only when the first byte comes, because an empty body may name any coding (R28).
final class ContentCodings implements BodySink {

  private static final int MAX_STACKED = 5;

  private static final int SLACK = 64 << 10; // bytes that a coding may add if data cannot shrink

  /// Words that some servers write although there is no coding. All common clients accept them.
  private static final Set<String> NO_CODINGS = Set.of("identity", "none", "utf-8", "iso-8859-1");

  private static final List<ContentCoding> LIBRARIES =
      ServiceLoader.load(ContentCoding.class, ContentCoding.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .filter(ContentCoding::isAvailable)
          .toList();

  private final List<String> codings;
  private final long limit; // how many coded bytes each decoder may take
  private BodySink outermost;
  private boolean begun;

  /// @param limit how large the body may be, in bytes
  ContentCodings(Headers headers, BodySink plain, long limit) {
    List<String> named = headers.members("Content-Encoding");
    this.codings = named.isEmpty() ? named : real(named);
    this.outermost = plain;
    this.limit = limit + Math.min(SLACK, Long.MAX_VALUE - limit);
  }

  private static List<String> real(List<String> named) {
    return named.stream()
        .map(coding -> coding.toLowerCase(Locale.ROOT))
        .filter(coding -> !NO_CODINGS.contains(coding))
        .toList();
  }

  /// Whether there is no coding, so that the bytes that come are the body itself.
  boolean none() {
    return codings.isEmpty();
  }

  /// The server announces this many coded bytes.
  void expect(long announced) throws FetchException {
    if (announced > limit) {
      throw tooLarge(limit);
    }
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
      BodySink decoder =
          switch (coding) {
            case "gzip", "x-gzip" -> new GzipDecoder(outermost);
            case "deflate" -> new DeflateDecoder(outermost);
            default -> new LibraryDecoder(libraryFor(coding), outermost);
          };
      outermost = new Bounded(decoder, limit);
    }
  }

  private static ContentCoding libraryFor(String coding) throws FetchException {
    return LIBRARIES.stream()
        .filter(library -> library.name().equals(coding))
        .findFirst()
        .orElseThrow(() -> undecodable("unknown content coding \"" + coding + "\""));
  }

  /// The codings that can be undone here, for Accept-Encoding.
  static String known() {
    return Stream.concat(Stream.of("gzip", "deflate"), LIBRARIES.stream().map(ContentCoding::name))
        .collect(Collectors.joining(", "));
  }

  /// Counts the coded bytes (R26): they may never end, as padding does, although nothing comes out
  /// of them.
  private static final class Bounded implements BodySink {

    private final BodySink next;
    private final long limit;
    private long left;

    Bounded(BodySink next, long limit) {
      this.next = next;
      this.limit = limit;
      this.left = limit;
    }

    @Override
    public void accept(ByteBuffer piece) throws FetchException {
      int over = (int) Math.max(0, piece.remaining() - left);
      left -= piece.remaining() - over;
      next.accept(piece.slice(piece.position(), piece.remaining() - over));
      piece.position(piece.limit());
      if (over > 0) {
        throw tooLarge(limit);
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

  private static FetchException tooLarge(long limit) {
    return new FetchException(FailureKind.TOO_LARGE, "coded body is over " + limit + " bytes");
  }

  static FetchException undecodable(String detail) {
    return new FetchException(FailureKind.UNDECODABLE, detail);
  }
}
