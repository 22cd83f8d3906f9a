package dev.multifetch.completablefuture;

import dev.multifetch.FailureKind;
import dev.multifetch.http.FetchException;
import java.io.IOException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.impl.nio.DefaultHttpResponseFactory;
import org.apache.hc.core5.http.impl.nio.DefaultHttpResponseParser;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.SessionInputBuffer;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

/// Parses the response heads of one connection as its base does, but takes no half head for a whole
/// one (R14), none that never ends (R17), and none that nobody asked for (R20, R42).
final class HeadParser extends DefaultHttpResponseParser<HttpResponse> {

  private static final int BESIDES = 8 << 10; // bytes: a status line does not count as fields do

  private final long limit;
  private @Nullable AsyncClientExchangeHandler exchange;
  private @Nullable SessionInputBuffer buffer;
  private long received;

  HeadParser(int maxHeadBytes) {
    super(Codec.NO_LIMITS, DefaultHttpResponseFactory.INSTANCE);
    this.limit = (long) maxHeadBytes + BESIDES;
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
    @Nullable HttpResponse head = parsed(input);
    received += before - input.length();
    if (head != null) {
      if (head.getCode() == HttpStatus.SC_CONTINUE && exchange != null) {
        exchange.consumeInformation(head, HttpCoreContext.create()); // the library does not say
      }
    } else if (received + input.length() > limit) {
      throw new FetchException(FailureKind.TOO_LARGE, "head is over " + limit + " bytes");
    } else if (endOfStream && received + input.length() > 0) {
      throw new ConnectionClosedException("connection closed inside the head");
    }
    return head;
  }

  private @Nullable HttpResponse parsed(SessionInputBuffer input)
      throws IOException, HttpException {
    try {
      return super.parse(input, false);
    } catch (MessageConstraintException e) {
      throw new FetchException(FailureKind.TOO_LARGE, "head: " + e.getMessage(), e);
    }
  }

  @Override
  public void reset() {
    super.reset();
    received = 0;
  }
}
