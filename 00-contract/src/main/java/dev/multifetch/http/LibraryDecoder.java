package dev.multifetch.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A coding that a library undoes.
final class LibraryDecoder implements BodySink {

  private final String name;
  private final ContentCoding.Decoder decoder;
  private final BodySink next;
  private boolean decoding;
  private boolean released;

  LibraryDecoder(ContentCoding coding, BodySink next) throws FetchException {
    this.name = coding.name();
    this.next = next;
    try {
      this.decoder = coding.open();
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  @Override
  public void accept(ByteBuffer piece) throws FetchException {
    decoding = true;
    try {
      decoder.decode(piece, next::accept);
    } catch (FetchException e) { // thrown by the next sink
      throw e;
    } catch (IOException e) {
      throw damaged(e);
    } finally {
      decoding = false;
      if (released) {
        decoder.close();
      }
    }
  }

  private FetchException damaged(IOException e) {
    return ContentCodings.undecodable("damaged " + name + " data: " + Failures.detailOf(e));
  }

  @Override
  public void end() throws FetchException {
    if (!decoder.isWhole()) {
      throw ContentCodings.undecodable(name + " data cut short");
    }
    next.end();
  }

  /// The next sink may be at work with a piece that is in the decoder's memory: while a writer
  /// waits for its disk, a time-out may end the call. Then the memory stays until the writer is
  /// back.
  @Override
  public void release() {
    if (!released) {
      released = true;
      if (!decoding) {
        decoder.close();
      }
    }
    next.release();
  }
}
