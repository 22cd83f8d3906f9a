package dev.multifetch.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Members on this machine, of which one saves to a small disk, made of memory. Linux only, and
/// root only.
final class SmallDisk implements Machines, AutoCloseable {

  private static final int MEMBER = 1;

  private final Path folder;
  private @Nullable Path disk;

  /// @param folder where the members save
  SmallDisk(Path folder) {
    this.folder = folder;
  }

  /// Why there can be none here; empty if there can.
  static String obstacle() throws IOException {
    try (SmallDisk probe = new SmallDisk(Files.createTempDirectory("disk-"))) {
      probe.place(MEMBER);
      return "";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Override
  public String place(int member) throws IOException {
    String place = Machines.LOOPBACK.place(member);
    if (member == MEMBER) {
      Path own = Files.createDirectories(folder.resolve(place.replace(':', '-')));
      run("mount", "-t", "tmpfs", "-o", "size=8m", "none", own.toString());
      disk = own;
    }
    return place;
  }

  @Override
  public List<String> runner(int member) {
    return List.of();
  }

  /// Makes room.
  void grow() throws IOException {
    run("mount", "-o", "remount,size=200m", String.valueOf(disk));
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (disk != null) {
      run("umount", disk.toString());
    }
  }
}
