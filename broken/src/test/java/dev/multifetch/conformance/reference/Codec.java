package dev.multifetch.conformance.reference;

import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Headers;
import dev.multifetch.http.FetchException;
import dev.multifetch.http.Request;
import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Receive;
import dev.multifetch.http.UrlFetch;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// HTTP/1.1 on the wire: writes a request, reads its response, and tells the [UrlFetch] what comes.
class Codec {

  private static final Pattern STATUS =
      Pattern.compile("HTTP/1\\.([0-9]) ([0-9]{3})(?: [^\\p{Cntrl}]*)?");
  private static final String VALUE = "([\t -~\u0080-\u00ff]*?)";
  private static final Pattern FIELD =
      Pattern.compile("([\\w!#$%&'*+.^`|~-]+):[ \t]*" + VALUE + "[ \t]*");
  private static final Pattern FOLDED = Pattern.compile("[ \t]+" + VALUE + "[ \t]*");
  private static final Pattern CHUNK_SIZE =
      Pattern.compile("0*([0-9a-fA-F]+)[ \t]*(?:;" + VALUE + ")?");
  private static final int PIECE = 16 << 10; // bytes read at a time

  final FetchOptions options;

  Codec(FetchOptions options) {
    this.options = options;
  }

  Next exchange(Link link, Request request, UrlFetch fetch) throws IOException {
    link.send(head(request));
    ResponseHead head;
    Step step;
    do {
      head = readHead(link);
      step = fetch.head(shown(head, request));
    } while (step instanceof Receive && head.interim());
    return step instanceof Next known ? known : read(body(link, head), fetch);
  }

  String head(Request request) {
    StringBuilder head =
        new StringBuilder(request.method() + " " + request.target() + " HTTP/1.1\r\n");
    for (Headers.Field field : request.headers()) {
      head.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  ResponseHead readHead(Link link) throws IOException {
    int left = options.maxHeadBytes();
    String line = readLine(link, left);
    Matcher status = matched(STATUS, line);
    Headers headers = readFields(link, left - line.length());
    boolean http11 = !status.group(1).equals("0");
    return new ResponseHead(http11, Integer.parseInt(status.group(2)), headers, alone());
  }

  private Headers readFields(Link link, int limit) throws IOException {
    int left = limit;
    Headers headers = Headers.NONE;
    for (String line = readLine(link, left); !line.isEmpty(); line = readLine(link, left)) {
      left -= line.length();
      headers = withLine(headers, line);
    }
    return headers;
  }

  /// The fields and what one more line says: another one, or more of the last.
  Headers withLine(Headers headers, String line) throws IOException {
    Matcher folded = FOLDED.matcher(line);
    if (headers.fields().isEmpty() || !folded.matches()) {
      Matcher field = matched(FIELD, line);
      return headers.with(field.group(1), field.group(2));
    }
    List<Headers.Field> fields = new ArrayList<>(headers.fields());
    Headers.Field last = fields.removeLast();
    return new Headers(fields).with(last.name(), (last.value() + " " + folded.group(1)).strip());
  }

  /// Whether heads come without bodies (R68).
  boolean alone() {
    return options.headOnly();
  }

  /// What the [UrlFetch] gets to see of a head.
  ResponseHead shown(ResponseHead head, Request request) {
    return head;
  }

  /// A line without its end, which may lack its CR (R18).
  String readLine(Link link, int limit) throws IOException {
    String line = lineWithCr(link, limit);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /// A line without its LF. The end of the connection ends no line (R14).
  private String lineWithCr(Link link, int limit) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = link.read(); next != '\n'; next = link.read()) {
      if (next < 0) {
        throw new EOFException("connection closed inside a line");
      }
      if (line.length() >= limit) {
        throw new FetchException(FailureKind.TOO_LARGE, "head over " + options.maxHeadBytes());
      }
      line.append((char) next);
    }
    return line.toString();
  }

  /// The body without its framing, which [UrlFetch#head] has found to be sound.
  InputStream body(Link link, ResponseHead head) throws IOException {
    if (head.alone()) {
      return InputStream.nullInputStream();
    }
    List<String> codings = head.headers().members("Transfer-Encoding");
    if (!codings.isEmpty() && codings.getFirst().equalsIgnoreCase("chunked")) {
      return new FramedBody(0, () -> nextChunk(link), link);
    }
    var lengths = head.headers().members("Content-Length");
    return lengths.isEmpty()
        ? link
        : new FramedBody(Long.parseLong(lengths.getFirst()), () -> 0, link);
  }

  /// The length of the next chunk, or 0 behind the last one and its trailers.
  private long nextChunk(Link link) throws IOException {
    String sizeLine = lineWithCr(link, options.maxHeadBytes());
    if (!sizeLine.endsWith("\r")) {
      throw new ProtocolException("a chunk size without a CR after it");
    }
    long size = chunkSize(sizeLine.substring(0, sizeLine.length() - 1));
    if (size == 0) {
      readFields(link, options.maxHeadBytes()); // the trailers
    }
    return size;
  }

  long chunkSize(String line) throws IOException {
    BigInteger size = new BigInteger(matched(CHUNK_SIZE, line).group(1), 16);
    if (size.bitLength() > 31) {
      throw new FetchException(FailureKind.TOO_LARGE, "a chunk of " + size + " bytes");
    }
    return size.longValue();
  }

  Next read(InputStream body, UrlFetch fetch) throws IOException {
    byte[] piece = new byte[PIECE];
    for (int length = body.read(piece); length >= 0; length = body.read(piece)) {
      if (fetch.body(ByteBuffer.wrap(piece, 0, length)) instanceof Next enough) {
        return enough; // the rest is not read: the connection will be dropped
      }
    }
    return fetch.end();
  }

  private static Matcher matched(Pattern pattern, String line) throws ProtocolException {
    Matcher matcher = pattern.matcher(line);
    if (!matcher.matches()) {
      throw new ProtocolException("unreadable line: " + line);
    }
    return matcher;
  }
}
