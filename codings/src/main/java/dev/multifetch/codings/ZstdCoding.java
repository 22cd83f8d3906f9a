package dev.multifetch.codings;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.util.Native;
import dev.multifetch.http.ContentCoding;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The coding `zstd` (RFC 8878), with a window of at most 8 MiB (RFC 9659), by zstd-jni.
public final class ZstdCoding implements ContentCoding {

  private static final int WINDOW_BITS = 23;
  private static final int PIECE = 64 << 10;

  @Override
  public String name() {
    return "zstd";
  }

  @Override
  public boolean isAvailable() {
    try {
      Native.load();
      return Native.isLoaded();
    } catch (LinkageError noNativeCode) {
      return false;
    }
  }

  @Override
  public Decoder open() {
    return new ZstdDecoder();
  }

  private static final class ZstdDecoder implements Decoder {

    private final ZstdDecompressCtx context = new ZstdDecompressCtx().setLongMax(WINDOW_BITS);
    private final ByteBuffer decoded = ByteBuffer.allocate(PIECE);
    private boolean whole;

    @Override
    public void decode(ByteBuffer coded, Output output) throws IOException {
      boolean full = false;
      while (coded.hasRemaining() || full) {
        whole = step(coded);
        full = !whole && !decoded.hasRemaining(); // after its end, a step would begin a new frame
        output.accept(decoded.flip());
      }
    }

    private boolean step(ByteBuffer coded) throws IOException {
      try {
        return context.decompressByteBufferStream(decoded.clear(), coded);
      } catch (ZstdException e) {
        throw new IOException(e.getMessage(), e);
      }
    }

    @Override
    public boolean isWhole() {
      return whole;
    }

    @Override
    public void close() {
      context.close();
    }
  }
}
