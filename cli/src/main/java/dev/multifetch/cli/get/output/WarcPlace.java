package dev.multifetch.cli.get.output;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Comparator;
import org.netpreserve.jwarc.WarcReader;

/// Where a record is in a web archive, in bytes. In a packed archive, these are bytes of the file.
public record WarcPlace(long offset, long length) {

  public static final Comparator<WarcPlace> BY_END = Comparator.comparingLong(WarcPlace::end);

  private static final int ENOUGH = 64 << 10; // bytes; more than the head of a record has

  long end() {
    return offset + length;
  }

  /// Whether the archive has a record here.
  boolean isIn(Path archive) {
    try (FileChannel file = FileChannel.open(archive)) {
      if (file.size() < end()) {
        return false;
      }
      InputStream here = Channels.newInputStream(file.position(offset));
      byte[] beginning = here.readNBytes((int) Math.min(length, ENOUGH));
      return new WarcReader(new ByteArrayInputStream(beginning)).next().isPresent();
    } catch (IOException e) { // it cannot be read, or here is no record
      return false;
    }
  }
}
