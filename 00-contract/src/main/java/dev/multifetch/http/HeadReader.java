package dev.multifetch.http;

import dev.multifetch.FailureKind;
import dev.multifetch.Headers;

/// Reads the heads of responses, byte by byte as they come (RFC 9112 sections 2 to 5). Libraries
/// differ in what they tolerate, correct and forget in a head, so none of theirs is asked: the same
/// bytes make the same [ResponseHead] in every model, or the same failure.
public final class HeadReader {

  private static final int BESIDES = 8 << 10; // bytes: line ends and space count less than fields

  private static final String BEGIN = "HTTP/1.";

  private final long limit;
  private final Line statusLine = new Line();
  private final FieldLines fields = new FieldLines();
  private long received;
  private boolean http11;
  private int status = -1; // until its line has come

  /// @param maxHeadBytes how large a head may be; a little more is read before it is given up
  public HeadReader(int maxHeadBytes) {
    this.limit = (long) maxHeadBytes + BESIDES;
  }

  /// Takes the next byte.
  ///
  /// @return whether it was the head's last
  /// @throws FetchException MALFORMED_RESPONSE as soon as it can be no head (R16, R18), TOO_LARGE
  ///   if it has no end (R17)
  public boolean accept(byte next) throws FetchException {
    if (++received > limit) {
      throw new FetchException(FailureKind.TOO_LARGE, "head is over " + limit + " bytes");
    }
    if (status >= 0) {
      return fields.accept(next);
    }
    if (received <= BEGIN.length() && next != BEGIN.charAt((int) received - 1)) {
      throw ResponseHead.malformed("it does not begin with " + BEGIN);
    }
    if (statusLine.accept(next)) {
      statusLine(statusLine.text());
    }
    return false;
  }

  /// Whether a byte of the head has come.
  public boolean begun() {
    return received > 0;
  }

  /// The head that is complete, which another may follow.
  public ResponseHead take() {
    ResponseHead head = new ResponseHead(http11, status, new Headers(fields.take()));
    received = 0;
    status = -1;
    statusLine.clear();
    return head;
  }

  /// `HTTP/1.1 200`, and perhaps a reason, which is for people.
  private void statusLine(StringBuilder line) throws FetchException {
    int code = line.length() < 12 ? -1 : number(line.substring(9, 12));
    boolean ended = line.length() <= 12 || line.charAt(12) == ' ';
    if (code < 100 || code > 599 || !isDigit(line.charAt(7)) || line.charAt(8) != ' ' || !ended) {
      throw ResponseHead.malformed("status line " + line);
    }
    http11 = line.charAt(7) > '0';
    status = code;
  }

  /// Three digits, or what is no number of them.
  private static int number(String text) {
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      if (!isDigit(text.charAt(i))) {
        return -1;
      }
      number = 10 * number + text.charAt(i) - '0';
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
