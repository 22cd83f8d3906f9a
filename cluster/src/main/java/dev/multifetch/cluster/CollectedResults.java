package dev.multifetch.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.multifetch.cli.get.files.SavedLine;
import dev.multifetch.cli.get.files.SavedResults;
import dev.multifetch.cli.get.output.OutputOptions;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The results of all members in one folder: a line for each URL, in the order of the list, and the
/// bodies. If there are several lines for a URL, the first one that a server has answered counts.
///
/// Lines come in any order, and there may be millions. So they wait in a scratch file; another one
/// says where the line of each index is.
final class CollectedResults implements AutoCloseable {

  private static final String LIST = "list"; // the file that says of which list these are
  private static final String UNFINISHED = ".part";

  private final Path folder;
  private final Path bodies;
  private final List<Path> scratch;
  private final RandomAccessFile texts; // of each line its length and its bytes
  private final RandomAccessFile places; // of each index what placeOf() returns
  private long count;

  /// Makes the folder ready.
  ///
  /// @throws IOException if it cannot be written, or is somebody else's
  CollectedResults(Path folder, String digest) throws IOException {
    check(folder, digest);
    this.folder = folder;
    this.bodies = Files.createDirectories(folder.resolve(SavedResults.BODIES));
    Files.writeString(folder.resolve(LIST), digest + "\n", UTF_8, CREATE, WRITE, SYNC);
    scratch = List.of(folder.resolve("lines" + UNFINISHED), folder.resolve("places" + UNFINISHED));
    texts = new RandomAccessFile(scratch.getFirst().toFile(), "rw");
    places = new RandomAccessFile(scratch.getLast().toFile(), "rw");
    try {
      if (OutputOptions.isTaken(texts.getChannel())) {
        throw new IOException("another crawl collects in " + folder + ": wait for its end");
      }
      texts.setLength(0); // what a process left that was killed
      places.setLength(0);
      deleteUnfinished();
    } catch (IOException e) {
      texts.close();
      places.close();
      throw e;
    }
  }

  /// Checks that this folder is free, or has results of the same list.
  ///
  /// @throws IOException if not; the message says what to do
  static void check(Path folder, String digest) throws IOException {
    Path list = folder.resolve(LIST);
    String of = Files.exists(list) ? Files.readString(list, UTF_8).strip() : "";
    boolean used =
        Files.exists(folder.resolve(SavedResults.FILE))
            || Files.exists(folder.resolve(SavedResults.BODIES));
    boolean another = Files.exists(list) ? !of.isEmpty() && !of.equals(digest) : used;
    if (another) {
      throw new IOException(folder + " has other results: name another --collect, or remove it");
    }
  }

  private void deleteUnfinished() throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(bodies, "*" + UNFINISHED)) {
      for (Path body : left) {
        Files.delete(body);
      }
    }
  }

  /// How many URLs have a line.
  long count() {
    return count;
  }

  synchronized void add(ResultPart part) throws IOException {
    switch (part) {
      case ResultPart.Piece piece -> write(piece);
      case ResultPart.Line line -> add(line.member(), SavedLine.of(line.text()));
    }
  }

  private void write(ResultPart.Piece piece) throws IOException {
    Path unfinished = unfinished(piece.member(), piece.index());
    if (piece.at() == 0) {
      Files.deleteIfExists(unfinished);
    }
    try (FileChannel file = FileChannel.open(unfinished, CREATE, WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(piece.bytes());
      while (bytes.hasRemaining()) {
        file.write(bytes, piece.at() + bytes.position());
      }
    }
  }

  private Path unfinished(String member, long index) {
    return bodies.resolve(member + "-" + index + UNFINISHED);
  }

  private void add(String member, SavedLine line) throws IOException {
    Optional<Path> received = line.body().map(_ -> unfinished(member, line.index()));
    long known = placeOf(line.index());
    if (known > 0 || (known < 0 && !line.isAnswered())) { // this adds nothing
      if (received.isPresent()) {
        Files.deleteIfExists(received.get());
      }
      return;
    }
    SavedLine here = line;
    if (received.isPresent()) {
      Path body = bodies.resolve(line.body().orElseThrow());
      Files.move(received.get(), body, REPLACE_EXISTING);
      here = line.withBody(body);
    }
    long place = texts.length() + 1;
    byte[] text = (here.text() + "\n").getBytes(UTF_8);
    texts.seek(place - 1);
    texts.write(
        ByteBuffer.allocate(Integer.BYTES + text.length).putInt(text.length).put(text).array());
    places.seek(line.index() * Long.BYTES);
    places.writeLong(line.isAnswered() ? place : -place);
    count += known == 0 ? 1 : 0;
  }

  /// Where the text of an index begins, counted from 1; negative if no server has answered; 0 if
  /// there is no line yet.
  private long placeOf(long index) throws IOException {
    if (index * Long.BYTES >= places.length()) {
      return 0;
    }
    places.seek(index * Long.BYTES);
    return places.readLong();
  }

  /// Writes the lines in the order of the list.
  ///
  /// @return the file
  Path finish() throws IOException {
    Path unfinished = folder.resolve(SavedResults.FILE + UNFINISHED);
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
      for (long index = 0; index * Long.BYTES < places.length(); index++) {
        long place = placeOf(index);
        if (place != 0) {
          texts.seek(Math.abs(place) - 1);
          byte[] text = new byte[texts.readInt()];
          texts.readFully(text);
          file.write(text);
        }
      }
    }
    return Files.move(unfinished, folder.resolve(SavedResults.FILE), ATOMIC_MOVE);
  }

  @Override
  public String toString() {
    return folder.toString();
  }

  @Override
  public void close() throws IOException {
    texts.close();
    places.close();
    for (Path file : scratch) {
      Files.deleteIfExists(file);
    }
    deleteUnfinished();
  }
}
