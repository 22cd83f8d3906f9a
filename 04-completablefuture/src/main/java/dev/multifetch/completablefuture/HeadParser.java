package dev.multifetch.completablefuture;

import dev.multifetch.FailureKind;
import dev.multifetch.http.FetchException;
import dev.multifetch.http.FieldLines;
import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.StatusLine;
import java.io.IOException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.NHttpMessageParser;
import org.apache.hc.core5.http.nio.SessionInputBuffer;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.jspecify.annotations.Nullable;

/// Puts the response heads of one connection together as their lines come, but leaves it to the
/// contract what a line may be (R16, R18). It takes no half head for a whole one (R14), none that
/// never ends (R17), and none that nobody asked for (R20, R42).
final class HeadParser implements NHttpMessageParser<HttpResponse> {

  private static final int BESIDES = 8 << 10; // bytes: a status line does not count as fields do

  private final int maxHeadBytes;
  private final CharArrayBuffer line = new CharArrayBuffer(128);
  private @Nullable AsyncClientExchangeHandler exchange;
  private @Nullable SessionInputBuffer buffer;
  private @Nullable StatusLine status;
  private FieldLines fields;
  private long received;

  HeadParser(int maxHeadBytes) {
    this.maxHeadBytes = maxHeadBytes;
    this.fields = new FieldLines(maxHeadBytes);
  }

  /// Heads are for this exchange from now on.
  void await(AsyncClientExchangeHandler next) {
    exchange = next;
    received = 0;
  }

  void awaitNothing() {
    exchange = null;
    received = 0;
  }

  /// Whether a byte of the head that is awaited has come.
  boolean received() {
    return received > 0 || surplus();
  }

  /// Whether more has come than the last response holds.
  boolean surplus() {
    return buffer != null && buffer.length() > 0;
  }

  @Override
  public @Nullable HttpResponse parse(SessionInputBuffer input, boolean endOfStream)
      throws IOException, HttpException {
    buffer = input;
    int before = input.length();
    if (exchange == null && before > 0) {
      throw new ConnectionClosedException("bytes that nobody asked for");
    }
    @Nullable HttpResponse head = head(input);
    received += before - input.length();
    if (head != null) {
      if (head.getCode() == HttpStatus.SC_CONTINUE && exchange != null) {
        exchange.consumeInformation(head, HttpCoreContext.create()); // the library does not say
      }
    } else if (received + input.length() > (long) maxHeadBytes + BESIDES) {
      throw new FetchException(FailureKind.TOO_LARGE, "head is over " + maxHeadBytes + " bytes");
    } else if (endOfStream && received + input.length() > 0) {
      throw new ConnectionClosedException("connection closed inside the head");
    }
    return head;
  }

  /// A head of which the last line has come.
  private @Nullable HttpResponse head(SessionInputBuffer input) throws IOException {
    while (input.readLine(line, false)) {
      String next = line.toString();
      line.clear();
      if (status == null) {
        status = StatusLine.parse(next);
      } else if (!fields.take(next)) {
        return new Response(new ResponseHead(status, fields.headers()));
      }
    }
    return null;
  }

  @Override
  public void reset() {
    status = null;
    fields = new FieldLines(maxHeadBytes);
    received = 0;
  }
}
