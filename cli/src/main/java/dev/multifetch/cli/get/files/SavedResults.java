package dev.multifetch.cli.get.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.multifetch.BodyHandler;
import dev.multifetch.Outcome;
import dev.multifetch.cli.get.input.Input;
import dev.multifetch.cli.get.input.PlainList;
import dev.multifetch.cli.get.output.Ended;
import dev.multifetch.cli.get.output.Format;
import dev.multifetch.cli.get.output.JsonFormat;
import dev.multifetch.cli.get.output.Result;
import dev.multifetch.cli.get.output.Result.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;

/// A folder with results: a file with the lines that `get --resume` reads and writes, and a folder
/// with bodies. While it is open, no other process may write to it.
public final class SavedResults implements AutoCloseable {

  /// The name of the file in the folder.
  public static final String FILE = "results.jsonl";

  private final Ledger lines;
  private final BodyFolder bodies;
  private final Format format = new JsonFormat(new PlainList());
  private final ByteArrayOutputStream unwritten = new ByteArrayOutputStream();
  private boolean broken; // the file may end within a line, which the next start cuts off

  /// Creates what is missing.
  ///
  /// @throws IOException if that fails, another process writes there, or the last line is no result
  public SavedResults(Path folder) throws IOException {
    Path saved = Files.createDirectories(folder.resolve("bodies"));
    BodyHandler.deleteLeftovers(saved);
    bodies = new BodyFolder(saved, NumberedNames.resumed(), true);
    try {
      lines = new Ledger(folder.resolve(FILE));
    } catch (Ledger.Mismatch e) {
      throw new IOException(e.problem(), e);
    }
  }

  /// Reads the results so far. Call this before [#add].
  ///
  /// @param fetched is given the index of each URL that a server has answered
  /// @throws IOException also if a line is not a result
  public void read(LongConsumer fetched) throws IOException {
    try {
      lines.forEach(
          line -> {
            if (line.status() != 0 && bodies.keeps(line)) {
              fetched.accept(line.index());
            }
          });
    } catch (Ledger.Mismatch e) {
      throw new IOException(e.problem(), e);
    }
  }

  /// Saves bodies here.
  ///
  /// @param index returns the index in the list of a URL that a fetcher has
  public BodyHandler bodies(LongUnaryOperator index) {
    return bodies.writing(index, _ -> false);
  }

  /// Adds the line of a URL. It is in the file, and safe there, after [#force].
  public synchronized void add(Input input, Outcome outcome) {
    add(Result.of(input, outcome));
  }

  /// Adds the line of an input that is not a URL.
  public synchronized void addInvalid(Input input) {
    try {
      throw new IllegalArgumentException(input.url() + " is a URL");
    } catch (URISyntaxException problem) {
      add(Result.invalid(input, Input.detail(problem)));
    }
  }

  private void add(Result result) {
    Optional<Path> file = bodies.saved(result.input().index());
    String line = format.text(new Ended(result, result instanceof Failure, file, Optional.empty()));
    unwritten.writeBytes(line.getBytes(UTF_8));
  }

  /// Writes the lines that were added, and returns when they are on the disk. If that fails, as on
  /// a full disk, nothing more is ever written.
  public synchronized void force() throws IOException {
    if (broken) {
      throw new IOException("an earlier write failed");
    }
    if (unwritten.size() > 0) {
      broken = true;
      unwritten.writeTo(lines.output());
      lines.force();
      unwritten.reset();
      broken = false;
    }
  }

  /// What was added after the last [#force] is lost.
  @Override
  public synchronized void close() throws IOException {
    lines.close();
  }
}
