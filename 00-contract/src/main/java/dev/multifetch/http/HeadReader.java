package dev.multifetch.http;

import static java.util.Objects.requireNonNull;

import dev.multifetch.FetchOptions;
import org.jspecify.annotations.Nullable;

/// Reads the heads of responses, byte by byte as they come (RFC 9112 sections 2 to 5). Libraries
/// differ in what they tolerate, correct and drop in a head. So no model uses its library's parser:
/// the same bytes give the same [ResponseHead] in every model, or the same failure.
public final class HeadReader {

  private static final String BEGIN = "HTTP/1.";

  private final int maxHeadBytes;
  private final boolean alone;
  private final Line line;
  private @Nullable StatusLine status; // null until the status line has come
  private FieldLines fields;

  /// @param maxHeadBytes how long a line may be, and also all field lines together
  public HeadReader(int maxHeadBytes) {
    this(maxHeadBytes, false);
  }

  /// Reads the answers to what a fetcher with these options asks.
  public HeadReader(FetchOptions options) {
    this(options.maxHeadBytes(), options.headOnly());
  }

  private HeadReader(int maxHeadBytes, boolean alone) {
    this.maxHeadBytes = maxHeadBytes;
    this.alone = alone;
    this.line = new Line(maxHeadBytes);
    this.fields = new FieldLines(maxHeadBytes);
  }

  /// Takes the next byte.
  ///
  /// @return whether it was the head's last
  /// @throws FetchException MALFORMED_RESPONSE as soon as the bytes cannot be a head (R16, R18),
  ///   TOO_LARGE if the head does not end (R17)
  public boolean accept(byte next) throws FetchException {
    int at = line.length();
    if (status == null && at < BEGIN.length() && next != BEGIN.charAt(at)) {
      throw ResponseHead.malformed("it does not begin with " + BEGIN); // R16
    }
    return line.accept(next) && isLast(line.take());
  }

  private boolean isLast(String whole) throws FetchException {
    if (status == null) {
      status = StatusLine.parse(whole);
      return false;
    }
    return !fields.take(whole);
  }

  /// Whether a byte of the head has come.
  public boolean begun() {
    return status != null || line.length() > 0;
  }

  /// The complete head. Another may follow it.
  public ResponseHead take() {
    ResponseHead head = new ResponseHead(requireNonNull(status), fields.headers(), alone);
    status = null;
    fields = new FieldLines(maxHeadBytes);
    return head;
  }
}
