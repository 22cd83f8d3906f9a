package dev.multifetch.cli.get.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

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
import java.io.InterruptedIOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;

/// A folder with results: a file with the lines that `get --resume` reads and writes, and a folder
/// with bodies. While it is open, no other process may write to it.
public final class SavedResults implements AutoCloseable {

  /// The name of the file in the folder.
  public static final String FILE = "results.jsonl";

  /// The name of the folder with the bodies.
  public static final String BODIES = "bodies";

  private static final int DISK_THREADS = 8; // threads that wait for the disk

  private final Ledger lines;
  private final BodyFolder bodies;
  private final Path bodyFolder;
  private final Format format = new JsonFormat(new PlainList());
  private final ByteArrayOutputStream unwritten = new ByteArrayOutputStream();
  private final List<Path> unforced = new ArrayList<>(); // bodies of the lines that are not written
  private final Object disk = new Object(); // one thread at a time forces
  private boolean broken; // the file may end within a line, which the next start cuts off

  /// Creates what is missing.
  ///
  /// @throws IOException if that fails, another process writes there, or the last line is no result
  public SavedResults(Path folder) throws IOException {
    bodyFolder = Files.createDirectories(folder.resolve(BODIES));
    BodyHandler.deleteLeftovers(bodyFolder);
    bodies = new BodyFolder(bodyFolder, NumberedNames.resumed(), true);
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
    file.ifPresent(unforced::add);
    String line = format.text(new Ended(result, result instanceof Failure, file, Optional.empty()));
    unwritten.writeBytes(line.getBytes(UTF_8));
  }

  /// Writes the lines that were added, and returns when these lines, and the bodies that they name,
  /// are on the disk. Meanwhile other threads may add more. If that fails, as on a full disk,
  /// nothing more is ever written.
  public void force() throws IOException {
    synchronized (disk) {
      List<Path> files;
      byte[] text;
      synchronized (this) {
        files = List.copyOf(unforced);
        text = unwritten.toByteArray();
        unforced.clear();
        unwritten.reset();
      }
      if (broken) {
        throw new IOException("an earlier write failed");
      }
      if (text.length > 0) {
        broken = true;
        if (!files.isEmpty()) {
          forceBodies(files);
        }
        lines.output().write(text);
        lines.force();
        broken = false;
      }
    }
  }

  /// First what is in the files, then their names. A disk that is asked several times at once does
  /// all of it in one go.
  private void forceBodies(List<Path> files) throws IOException {
    try (ExecutorService threads = Executors.newFixedThreadPool(DISK_THREADS)) {
      for (Future<Void> asked :
          threads.invokeAll(files.stream().map(SavedResults::forcing).toList())) {
        asked.get();
      }
    } catch (ExecutionException e) {
      Throwable cause = requireNonNullElse(e.getCause(), e);
      throw new IOException(cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while it waited for the disk");
    }
    try (FileChannel names = FileChannel.open(bodyFolder, StandardOpenOption.READ)) {
      names.force(true);
    } catch (IOException unneeded) {
      // Windows opens no folder, and some file systems force none: they write names at once
    }
  }

  private static Callable<Void> forcing(Path body) {
    return () -> {
      try (FileChannel file = FileChannel.open(body, StandardOpenOption.WRITE)) {
        file.force(false);
      } catch (NoSuchFileException gone) {
        // somebody has moved it away: that it is not here, the next start sees
      }
      return null;
    };
  }

  /// What was added after the last [#force] is lost.
  @Override
  public void close() throws IOException {
    synchronized (disk) {
      lines.close();
    }
  }
}
