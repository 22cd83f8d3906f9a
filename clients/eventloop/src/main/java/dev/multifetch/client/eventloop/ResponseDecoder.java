package dev.multifetch.client.eventloop;

import static java.util.Objects.requireNonNull;

import dev.multifetch.FetchOptions;
import dev.multifetch.http.ChunkReader;
import dev.multifetch.http.FetchException;
import dev.multifetch.http.Framing;
import dev.multifetch.http.HeadReader;
import dev.multifetch.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.ByteProcessor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts the bytes that come into a head, pieces of its body and [End]. A gate lets one response
/// pass at a time. Netty's own decoder would take more bytes for the next response, and repairs
/// what it should refuse. Heads and chunks are read by the same code as in all models.
final class ResponseDecoder extends ByteToMessageDecoder {

  /// What comes after a body.
  enum End {
    OF_BODY
  }

  private enum Part {
    HEAD,
    LENGTH,
    CHUNKS,
    UNTIL_CLOSE
  }

  private final FetchOptions options;
  private final HeadReader heads;
  private final ByteProcessor headUntilItsEnd;
  private Part part = Part.HEAD;
  private long left; // bytes still to come of a body with a length
  private @Nullable ChunkReader chunks;
  private boolean open;
  private boolean answered;
  private boolean surplus;

  ResponseDecoder(FetchOptions options) {
    this.options = options;
    this.heads = new HeadReader(options);
    this.headUntilItsEnd = next -> !heads.accept(next);
  }

  /// Opens the gate, since a request is about to be sent.
  void expectResponse() {
    open = true;
    answered = false;
    part = Part.HEAD;
  }

  /// Whether a byte of the response has come.
  boolean answered() {
    return answered;
  }

  /// Whether the response has come to its end, and not a byte more.
  boolean complete() {
    return !open && !surplus;
  }

  /// Whether bytes came that nobody asked for. Then no response on this connection can be trusted
  /// (R20).
  boolean surplus() {
    return surplus;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out)
      throws FetchException {
    if (!open) {
      surplus |= bytes.isReadable();
      bytes.skipBytes(bytes.readableBytes());
      return;
    }
    answered = true;
    switch (part) {
      case HEAD -> head(bytes, out);
      case LENGTH -> {
        left -= piece(bytes, left, out);
        endIf(left == 0, out);
      }
      case CHUNKS -> chunk(bytes, out);
      case UNTIL_CLOSE -> piece(bytes, Long.MAX_VALUE, out);
    }
  }

  private void head(ByteBuf bytes, List<Object> out) {
    int end = bytes.forEachByte(headUntilItsEnd);
    if (end < 0) {
      bytes.skipBytes(bytes.readableBytes());
      return;
    }
    bytes.readerIndex(end + 1);
    ResponseHead head = heads.take();
    out.add(head);
    if (!head.interim()) {
      expectBody(head, out);
    }
  }

  private void expectBody(ResponseHead head, List<Object> out) {
    switch (framing(head)) {
      case Framing.Length(long bytes) -> {
        part = Part.LENGTH;
        left = bytes;
        endIf(left == 0, out);
      }
      case Framing.Chunked _ -> {
        part = Part.CHUNKS;
        chunks = new ChunkReader(options.maxHeadBytes());
      }
      case Framing.UntilClose _ -> part = Part.UNTIL_CLOSE;
    }
  }

  private static Framing framing(ResponseHead head) {
    try {
      return Framing.of(head);
    } catch (FetchException malformed) {
      return new Framing.UntilClose(); // the UrlFetch says so
    }
  }

  private void chunk(ByteBuf bytes, List<Object> out) throws FetchException {
    ChunkReader reader = requireNonNull(chunks);
    while (bytes.isReadable() && !reader.ended()) {
      if (reader.data() > 0) {
        reader.taken(piece(bytes, reader.data(), out));
      } else {
        reader.accept(bytes.readByte());
      }
    }
    endIf(reader.ended(), out);
  }

  private static int piece(ByteBuf bytes, long most, List<Object> out) {
    int length = (int) Math.min(bytes.readableBytes(), most);
    out.add(bytes.readRetainedSlice(length));
    return length;
  }

  private void endIf(boolean ended, List<Object> out) {
    if (ended) {
      open = false;
      out.add(End.OF_BODY);
    }
  }

  @Override
  protected void decodeLast(ChannelHandlerContext context, ByteBuf bytes, List<Object> out)
      throws Exception {
    super.decodeLast(context, bytes, out);
    endIf(open && part == Part.UNTIL_CLOSE, out);
  }
}
