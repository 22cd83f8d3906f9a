package dev.multifetch.cli.get.files;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.multifetch.cli.get.input.Input;
import dev.multifetch.cli.get.input.Inputs;
import dev.multifetch.cli.get.output.OutputOptions;
import dev.multifetch.cli.get.output.Result;
import dev.multifetch.cli.get.output.WarcPlace;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The file with the results of the run before, to which this run appends its own. While it is
/// open, no other run may write to it.
public final class Ledger implements Earlier, AutoCloseable {

  /// The list or the file is not what it should be.
  public static final class Mismatch extends RuntimeException {

    private final String problem;

    Mismatch(String problem) {
      super(problem);
      this.problem = problem;
    }

    public String problem() {
      return problem;
    }
  }

  private static final String BEGINNING = "{\"index\":"; // of each line

  private final Path path;
  private final RandomAccessFile file;
  private final OutputStream output; // not a channel, which an interrupt of this thread would close
  private final KnownUrls known = new KnownUrls();
  private Optional<WarcPlace> archived = Optional.empty();

  /// Creates the file if it is missing.
  ///
  /// @throws Mismatch if another run writes to it, or its last line is none of a run
  Ledger(Path path) throws IOException {
    this.path = path;
    this.file = new RandomAccessFile(path.toFile(), "rw");
    this.output = new FileOutputStream(file.getFD());
    try {
      if (OutputOptions.isTaken(file.getChannel())) {
        throw new Mismatch("another run writes to " + path + ": wait for its end");
      }
      completeLastLine();
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /// A run that was killed may have written a part of its last line. This line is cut off. A whole
  /// line without a line break gets one.
  private void completeLastLine() throws IOException {
    long begin = afterLastLineBreak();
    if (begin == file.length()) {
      return;
    }
    file.seek(begin);
    byte[] last = new byte[(int) Math.min(BEGINNING.length(), file.length() - begin)];
    file.readFully(last);
    if (!BEGINNING.startsWith(new String(last, US_ASCII))) { // whatever it is, cut nothing off it
      throw new Mismatch(path + ": its last line is not a result that get --json writes");
    }
    if (isWhole(begin)) {
      file.seek(file.length());
      file.write('\n');
    } else {
      file.setLength(begin);
    }
  }

  private long afterLastLineBreak() throws IOException {
    byte[] block = new byte[8 << 10];
    for (long end = file.length(); end > 0; ) {
      int length = (int) Math.min(block.length, end);
      file.seek(end - length);
      file.readFully(block, 0, length);
      for (int i = length; i > 0; i--) {
        if (block[i - 1] == '\n') {
          return end - length + i;
        }
      }
      end -= length;
    }
    return 0;
  }

  private boolean isWhole(long begin) throws IOException {
    try {
      return linesFrom(begin).next() != null;
    } catch (ResultLines.Unknown _) {
      return false;
    }
  }

  private ResultLines linesFrom(long begin) throws IOException {
    file.seek(begin);
    return new ResultLines(new FileInputStream(file.getFD()));
  }

  /// Reads the results of the run before, and gets ready to append.
  ///
  /// @param isDone whether the URL of such a line need not be fetched again
  /// @throws Mismatch if a line is no result
  void read(Predicate<ResultLines.Line> isDone) throws IOException {
    forEach(
        line -> {
          known.add(line.index(), line.url(), isDone.test(line));
          archived =
              Stream.concat(archived.stream(), line.archived().stream()).max(WarcPlace.BY_END);
        });
  }

  /// @throws Mismatch if the run before had another URL in this place
  @Override
  public Optional<Result> result(Input input) {
    if (known.contradicts(input.index(), input.text())) {
      throw new Mismatch(
          "%s, and the list has %s there: name the list of that run, or another file of results"
              .formatted(where(input.index()), input.text()));
    }
    return known.isDone(input.index())
        ? Optional.of(new Result.Skipped(input, Optional.empty()))
        : Optional.empty();
  }

  /// @throws Mismatch if this list is shorter than the list of the run before
  public void checkEnd(Inputs inputs) {
    if (inputs.unread().isEmpty() && inputs.taken() < known.end()) {
      throw new Mismatch(
          "%s, and the list ends before that: name the list of that run, or another file of results"
              .formatted(where(known.end() - 1)));
    }
  }

  /// Looks for the last result with this index, because no URLs are kept.
  private String where(long index) {
    String found = path + ": index " + index;
    try (InputStream again = new FileInputStream(path.toFile());
        ResultLines lines = new ResultLines(again)) {
      for (var line = lines.next(); line != null; line = lines.next()) {
        if (line.index() == index) {
          found =
              "%s: line %d has index %d and %s".formatted(path, line.number(), index, line.url());
        }
      }
    } catch (IOException | ResultLines.Unknown _) { // someone changes the file
    }
    return found;
  }

  /// The last record of the web archive that the results name.
  public Optional<WarcPlace> archived() {
    return archived;
  }

  /// Reads the results so far, and gets ready to append.
  ///
  /// @throws Mismatch if a line is no result
  void forEach(Consumer<ResultLines.Line> each) throws IOException {
    try {
      ResultLines lines = linesFrom(0);
      for (var line = lines.next(); line != null; line = lines.next()) {
        each.accept(line);
      }
    } catch (ResultLines.Unknown e) {
      throw new Mismatch(path + ": " + e.getMessage());
    }
    file.seek(file.length());
  }

  /// Returns when everything written is on the disk.
  void force() throws IOException {
    file.getFD().sync();
  }

  /// Where this run's results go.
  public OutputStream output() {
    return output;
  }

  @Override
  public String toString() {
    return path.toString();
  }

  /// Ends the lock as well.
  @Override
  public void close() throws IOException {
    file.close();
  }
}
