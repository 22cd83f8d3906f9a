package dev.multifetch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LibraryDecoderTest {

  private final List<String> seen = new ArrayList<>();

  /// A time-out may end the call while a writer waits for its disk, with a piece that is in the
  /// library's memory.
  @Test
  void theMemoryStaysUntilTheNextSinkIsBack() throws Exception {
    List<LibraryDecoder> self = new ArrayList<>();
    BodySink next =
        new BodySink() {
          @Override
          public void accept(ByteBuffer piece) {
            self.getFirst().release();
            seen.add("written");
          }

          @Override
          public void end() {}

          @Override
          public void release() {}
        };
    LibraryDecoder decoder = new LibraryDecoder(new Library(), next);
    self.add(decoder);
    decoder.accept(ByteBuffer.allocate(1));
    decoder.release();
    assertThat(seen).containsExactly("written", "closed");
  }

  /// Passes everything on.
  private final class Library implements ContentCoding, ContentCoding.Decoder {

    @Override
    public String name() {
      return "as it is";
    }

    @Override
    public boolean isAvailable() {
      return true;
    }

    @Override
    public Decoder open() {
      return this;
    }

    @Override
    public void decode(ByteBuffer coded, Output output) throws IOException {
      output.accept(coded);
    }

    @Override
    public boolean isWhole() {
      return true;
    }

    @Override
    public void close() {
      seen.add("closed");
    }
  }
}
