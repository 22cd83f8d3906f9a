package dev.multifetch.completablefuture;

import dev.multifetch.http.HeadReader;
import java.io.IOException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.NHttpMessageParser;
import org.apache.hc.core5.http.nio.SessionInputBuffer;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

/// Reads the response heads of one connection as all models do, and none that nobody asked for
/// (R20, R42). The library's own parser takes a half head for a whole one and mends what it should
/// refuse.
final class HeadParser implements NHttpMessageParser<HttpResponse> {

  private final HeadReader heads;
  private @Nullable AsyncClientExchangeHandler exchange;
  private @Nullable SessionInputBuffer buffer;
  private boolean received;
  private boolean drained;

  HeadParser(int maxHeadBytes) {
    heads = new HeadReader(maxHeadBytes);
  }

  /// Heads are for this exchange from now on.
  void await(AsyncClientExchangeHandler next) {
    exchange = next;
    received = false;
    drained = true;
  }

  void awaitNothing() {
    exchange = null;
    received = false;
  }

  /// Whether a byte of the response that is awaited has come.
  boolean received() {
    return received || surplus();
  }

  /// Whether more has come than the last response holds.
  boolean surplus() {
    return buffer != null && buffer.length() > 0;
  }

  /// Whether the last response was all there was. A read that brought less than there was room for
  /// left nothing behind it; so it was if the whole response came to the buffer by such reads.
  boolean drained() {
    return drained;
  }

  @Override
  public @Nullable HttpResponse parse(SessionInputBuffer input, boolean endOfStream)
      throws IOException, HttpException {
    buffer = input;
    drained &= input.length() < Codec.BUFFER;
    if (exchange == null && input.hasData()) {
      throw new ConnectionClosedException("bytes that nobody asked for");
    }
    while (input.hasData()) {
      received = true;
      if (heads.accept((byte) input.read())) {
        Response head = new Response(heads.take());
        long rest = head.bodyLength();
        drained &= 0 <= rest && rest <= input.length(); // more is read past the buffer
        return told(head);
      }
    }
    if (endOfStream && heads.begun()) {
      throw new ConnectionClosedException("connection closed inside the head");
    }
    return null;
  }

  /// The library does not tell a 100.
  private Response told(Response head) throws IOException, HttpException {
    if (head.getCode() == HttpStatus.SC_CONTINUE && exchange != null) {
      exchange.consumeInformation(head, HttpCoreContext.create());
    }
    return head;
  }

  @Override
  public void reset() {} // the reader has by itself
}
