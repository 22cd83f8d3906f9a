package dev.multifetch.netty;

import static dev.multifetch.FailureKind.TOO_LARGE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import dev.multifetch.http.FetchException;
import dev.multifetch.http.StatusLine;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpConstants;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Netty's decoder behind a gate that is open for one response at a time, since Netty would take
/// whatever follows for the next. What may be in a head is not decided here but in the contract:
/// where Netty would correct a response, it is made to leave it alone or to refuse it.
final class ResponseDecoder extends HttpResponseDecoder {

  private static final int PIECE = 64 << 10; // bytes of a body told at once, at most

  private final int maxHeadBytes;
  private boolean open;
  private boolean answered;
  private boolean surplus;
  private @Nullable StatusLine status;

  ResponseDecoder(int maxHeadBytes) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(maxHeadBytes)
            .setMaxHeaderSize(maxHeadBytes)
            .setMaxChunkSize(PIECE)
            .setStrictLineParsing(false) // R18: bare LF ends a line
            .setUseRfc9112TransferEncoding(false) // the contract knows what to do with it
            .setAllowDuplicateContentLengths(true)); // if they are equal: R22
    this.maxHeadBytes = maxHeadBytes;
  }

  /// Opens the gate for the response to a request that is about to be sent.
  void expectResponse() {
    open = true;
    answered = false;
    status = null;
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
    StatusLine line = status == null ? statusLine(bytes) : status;
    if (line == null) {
      return;
    }
    status = line;
    super.decode(context, bytes, out);
    for (Object decoded : out) {
      if (decoded instanceof LastHttpContent) {
        open = line.status() < 200; // an interim response has one as well
        status = null;
      }
    }
  }

  /// The status line once it is whole. Netty would skip what is blank before it, and take other
  /// characters for its spaces (R16).
  private @Nullable StatusLine statusLine(ByteBuf bytes) throws FetchException {
    int start = bytes.readerIndex();
    int end = bytes.indexOf(start, bytes.writerIndex(), HttpConstants.LF);
    if ((end < 0 ? bytes.writerIndex() : end) - start > maxHeadBytes) {
      throw new FetchException(TOO_LARGE, "status line is over " + maxHeadBytes + " bytes");
    }
    if (end < 0) {
      return null;
    }
    boolean cr = end > start && bytes.getByte(end - 1) == HttpConstants.CR;
    return StatusLine.parse(bytes.toString(start, (cr ? end - 1 : end) - start, ISO_8859_1));
  }

  @Override
  protected HttpMessage createMessage(String[] words) {
    return new ReceivedResponse(requireNonNull(status));
  }

  /// Netty would skip spaces before the colon, and do without a colon (R18).
  @Override
  protected AsciiString splitHeaderName(byte[] line, int start, int length) {
    if (line[start + length] != ':') {
      throw new IllegalArgumentException("no colon behind the name of a header field");
    }
    return super.splitHeaderName(line, start, length);
  }

  /// Netty would refuse it or take the length away, and nobody could see what is wrong (R22).
  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    clearContentLength();
  }
}
