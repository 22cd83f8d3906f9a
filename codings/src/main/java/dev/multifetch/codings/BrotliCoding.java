package dev.multifetch.codings;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import dev.multifetch.http.ContentCoding;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.stream.Stream;

/// The coding `br` (RFC 7932), by brotli4j. The library does not say how much of its input it has
/// used, so this ignores bytes after the end of the data.
public final class BrotliCoding implements ContentCoding {

  private static final int PIECE = 16 << 10;

  @Override
  public String name() {
    return "br";
  }

  @Override
  public boolean isAvailable() {
    return NativeCode.LOADED;
  }

  /// The library unpacks its code into a folder, and deletes that when the JVM ends. A JVM that is
  /// killed deletes nothing. So the folder goes as soon as the code is loaded. Windows keeps it
  /// until the end.
  private static final class NativeCode {

    private static final String FOLDER = "com.aayushatharva.brotli4j.native.workdir";
    private static final boolean LOADED =
        System.getProperty(FOLDER) == null ? load() : Brotli4jLoader.isAvailable();

    private static boolean load() {
      try {
        File folder = Files.createTempDirectory("multifetch-brotli-").toFile();
        folder.deleteOnExit();
        System.setProperty(FOLDER, folder.toString());
        boolean loaded = Brotli4jLoader.isAvailable();
        System.clearProperty(FOLDER);
        delete(folder);
        return loaded;
      } catch (IOException e) { // there is no such folder, so the library cannot unpack either
        return false;
      }
    }

    private static void delete(File path) {
      File[] inside = path.listFiles();
      if (inside != null) {
        Stream.of(inside).forEach(NativeCode::delete);
      }
      path.delete();
    }
  }

  @Override
  public Decoder open() throws IOException {
    return new BrotliDecoder();
  }

  private static final class BrotliDecoder implements Decoder {

    private final DecoderJNI.Wrapper library = new DecoderJNI.Wrapper(PIECE);

    private BrotliDecoder() throws IOException {}

    @Override
    public void decode(ByteBuffer coded, Output output) throws IOException {
      while (true) {
        switch (library.getStatus()) {
          case NEEDS_MORE_INPUT -> {
            if (library.hasOutput()) {
              output.accept(library.pull(PIECE));
            } else if (coded.hasRemaining()) {
              library.push(moved(coded, library.getInputBuffer()));
            } else {
              return;
            }
          }
          case NEEDS_MORE_OUTPUT -> output.accept(library.pull(PIECE));
          case OK -> library.push(0);
          case DONE -> {
            coded.position(coded.limit());
            return;
          }
          case ERROR -> throw new IOException("not as RFC 7932 has it");
        }
      }
    }

    private static int moved(ByteBuffer from, ByteBuffer to) {
      to.clear();
      int length = Math.min(from.remaining(), to.remaining());
      to.put(from.slice(from.position(), length));
      from.position(from.position() + length);
      return length;
    }

    @Override
    public boolean isWhole() {
      return library.getStatus() == DecoderJNI.Status.DONE;
    }

    @Override
    public void close() {
      library.destroy();
    }
  }
}
