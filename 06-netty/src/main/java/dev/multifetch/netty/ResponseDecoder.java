package dev.multifetch.netty;

import static java.lang.Character.isDigit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import java.util.List;

/// Netty's decoder behind a gate that is open for one response at a time, since Netty would take
/// whatever follows for the next. What may be in a head is not decided here but in the contract:
/// where Netty would correct a response, it is made to leave it alone or to refuse it.
final class ResponseDecoder extends HttpResponseDecoder {

  private static final int PIECE = 64 << 10; // bytes of a body told at once, at most

  private boolean open;
  private boolean answered;
  private boolean surplus;
  private boolean interim;

  ResponseDecoder(int maxHeadBytes) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(maxHeadBytes)
            .setMaxHeaderSize(maxHeadBytes)
            .setMaxChunkSize(PIECE)
            .setStrictLineParsing(false) // R18: bare LF ends a line
            .setUseRfc9112TransferEncoding(false) // the contract knows what to do with it
            .setAllowDuplicateContentLengths(true) // if they are equal: R22
            .setHeadersFactory(DefaultHttpHeadersFactory.headersFactory().withValidation(false)));
  }

  /// Opens the gate for the response to a request that is about to be sent.
  void expectResponse() {
    open = true;
    answered = false;
  }

  /// Whether a byte of the response has come.
  boolean answered() {
    return answered;
  }

  /// Whether the response has come to its end, and not a byte more.
  boolean complete() {
    return !open && !surplus;
  }

  /// Whether bytes came that nobody asked for: no response on this connection can be trusted (R20).
  boolean surplus() {
    return surplus;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out)
      throws Exception {
    if (!open) {
      surplus |= bytes.isReadable();
      bytes.skipBytes(bytes.readableBytes());
      return;
    }
    answered = true;
    super.decode(context, bytes, out);
    for (Object decoded : out) {
      if (decoded instanceof HttpResponse head) {
        interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
      }
      if (decoded instanceof LastHttpContent && !interim) { // an interim response has one as well
        open = false;
      }
    }
  }

  @Override
  protected HttpMessage createMessage(String[] statusLine) {
    String version = statusLine[0];
    String status = statusLine[1];
    boolean http1 = version.startsWith("HTTP/1.") && version.length() == 8;
    if (!http1 || status.length() != 3 || !isDigit(status.charAt(0))) {
      throw new IllegalArgumentException(
          "status line begins with " + version + " " + status); // R16
    }
    return new DefaultHttpResponse(
        HttpVersion.valueOf(version),
        HttpResponseStatus.valueOf(Integer.parseInt(status), statusLine[2]),
        headersFactory);
  }

  /// Netty would skip spaces before the colon, and do without a colon (R18).
  @Override
  protected AsciiString splitHeaderName(byte[] line, int start, int length) {
    if (line[start + length] != ':') {
      throw new IllegalArgumentException("no colon behind the name of a header field");
    }
    return super.splitHeaderName(line, start, length);
  }

  /// Netty would take away the Content-Length, and nobody could see any more what is wrong (R22).
  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    clearContentLength();
  }
}
