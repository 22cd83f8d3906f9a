package dev.multifetch;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileBodyTest {

  private static final int ROUNDS = 200;

  private static final byte[] LARGE = new byte[100_000]; // more than is kept in memory

  private static final int PIPE = 64 << 10; // bytes that one holds on Linux

  @TempDir private Path folder;

  @Test
  void aBodyIsBesideItsFileUntilItIsWhole() throws IOException {
    FileBody body = new FileBody(folder.resolve("body"));
    for (int i = 0; i < 10; i++) {
      body.write(ByteBuffer.wrap(LARGE));
    }
    assertThat(files())
        .singleElement()
        .satisfies(file -> assertThat(file.getFileName().toString()).matches("body\\..*\\.part"));

    body.finish();

    assertThat(files()).containsExactly(folder.resolve("body"));
    assertThat(folder.resolve("body")).hasSize(10L * LARGE.length);
  }

  @Test
  void whatADeadProcessLeftCanBeDeleted_andNothingElse() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Files.createFile(inner.resolve("body.multifetch-1a2b3c4d.part"));
    Path theirs = Files.createFile(folder.resolve("film.1a2b3c4d.part"));
    Path link = folder.resolve("link.multifetch-1a2b3c4d.part");
    Files.createSymbolicLink(link, theirs);
    FileBody body = new FileBody(folder.resolve("body"));
    for (int i = 0; i < 10; i++) {
      body.write(ByteBuffer.wrap(LARGE));
    }

    BodyHandler.deleteLeftovers(folder);

    assertThat(inner).isEmptyDirectory();
    assertThat(files()).contains(theirs, link).hasSize(4); // one is the part of the body
    body.finish();
    assertThat(folder.resolve("body")).hasSize(10L * LARGE.length);
    BodyHandler.deleteLeftovers(folder.resolve("missing"));
  }

  @Test
  void twoBodiesOfOneNameAreTheLaterOne() throws IOException {
    FileBody first = new FileBody(folder.resolve("body"));
    FileBody second = new FileBody(folder.resolve("body"));
    first.write(bytes("first"));
    second.write(bytes("second"));

    second.finish();
    first.finish();

    assertThat(files()).containsExactly(folder.resolve("body"));
    assertThat(folder.resolve("body")).hasContent("first");
  }

  @Test
  void aNewFileReplacesNone_andSaysItsName() throws IOException {
    List<Path> names = List.of(folder.resolve("body"), folder.resolve("body-2"));
    List<Path> saved = new ArrayList<>();
    FileBody first = FileBody.ofNewFile(names.iterator(), saved::add);
    FileBody second = FileBody.ofNewFile(names.iterator(), saved::add);
    FileBody third = FileBody.ofNewFile(names.iterator(), saved::add);
    first.write(bytes("first"));
    second.write(bytes("second"));

    second.finish();
    first.finish();

    assertThat(saved).containsExactlyElementsOf(names);
    assertThat(folder.resolve("body")).hasContent("second");
    assertThat(folder.resolve("body-2")).hasContent("first");
    assertThatThrownBy(third::finish).hasMessageContaining("there is a file with that name");

    third.abort();
    first.abort();

    assertThat(files()).containsExactly(folder.resolve("body"));
  }

  @Test
  void ofManyNewFilesWithOneNameNoneIsLost() throws Exception {
    List<Path> names =
        IntStream.range(0, ROUNDS).mapToObj(i -> folder.resolve("body-" + i)).toList();
    List<FutureTask<Void>> all = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      FileBody body = FileBody.ofNewFile(names.iterator(), _ -> {});
      body.write(bytes(Integer.toString(i)));
      FutureTask<Void> finishing =
          new FutureTask<>(
              () -> {
                body.finish();
                return null;
              });
      all.add(finishing);
      Thread.startVirtualThread(finishing);
    }
    for (FutureTask<Void> each : all) {
      each.get();
    }
    Set<String> contents = new TreeSet<>();
    for (Path name : names) {
      contents.add(Files.readString(name));
    }
    assertThat(contents).hasSize(ROUNDS);
    assertThat(files()).hasSize(ROUNDS);
  }

  @Test
  void aListenerThatThrowsLeavesNoFile() throws Exception {
    FileBody body =
        FileBody.ofNewFile(
            List.of(folder.resolve("body")).iterator(),
            _ -> {
              throw new IllegalStateException("mine");
            });
    body.write(bytes("text"));
    assertThatThrownBy(body::finish).isInstanceOf(IllegalStateException.class).hasMessage("mine");
    body.abort();
    assertThat(files()).isEmpty();
  }

  @Test
  void anAbortLeavesNothingAndMayComeTwice() throws IOException {
    FileBody body = new FileBody(folder.resolve("body"));
    body.write(bytes("half"));

    body.abort();
    body.abort();

    assertThat(files()).isEmpty();
  }

  @Test
  void anAbortBehindTheEndTakesTheFileAway() throws IOException {
    FileBody body = new FileBody(folder.resolve("body"));
    body.finish();

    body.abort();

    assertThat(files()).isEmpty();
  }

  @Test
  void nothingIsWrittenAfterAnAbort() throws IOException {
    FileBody body = new FileBody(folder.resolve("body"));
    body.abort();

    assertThatThrownBy(() -> body.write(ByteBuffer.wrap(LARGE)))
        .isInstanceOf(IOException.class)
        .hasMessage(folder.resolve("body") + ": given up");
    assertThatThrownBy(body::finish).isInstanceOf(IOException.class);
    assertThat(files()).isEmpty();
  }

  /// Whichever of the two is first, and wherever the other one is by then.
  @Test
  void anAbortDuringTheEndLeavesNothing() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      FileBody body = new FileBody(folder.resolve("body"));
      CyclicBarrier both = new CyclicBarrier(2);
      Thread aborting =
          Thread.startVirtualThread(
              () -> {
                await(both);
                body.abort();
              });
      await(both);
      try {
        body.finish();
      } catch (IOException e) {
        assertThat(e).as("what an abort makes of the end").hasMessageStartingWith(folder + "/body");
      }
      aborting.join();

      assertThat(files()).as("files in round %d", i).isEmpty();
    }
  }

  private static void await(CyclicBarrier both) {
    try {
      both.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path path = folder.resolve("none").resolve("body");
    assertThatThrownBy(new FileBody(path)::finish)
        .isInstanceOf(IOException.class)
        .hasMessage(path + ": its folder does not exist: create it");
  }

  @Test
  void aFolderThatMayNotBeWrittenToIsNamed() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeThat(Files.isWritable(folder)).as("the superuser may write anywhere").isFalse();
    Path path = folder.resolve("body");
    assertThatThrownBy(new FileBody(path)::finish)
        .isInstanceOf(IOException.class)
        .hasMessage(path + ": no permission to write to its folder: grant it");
  }

  @Test
  void aFileWhereAFolderShouldBeIsNamed() throws IOException {
    Path path = Files.createFile(folder.resolve("file")).resolve("body");
    assertThatThrownBy(new FileBody(path)::finish)
        .isInstanceOf(IOException.class)
        .hasMessage(path + ": Not a directory");
  }

  @Test
  void aFolderOfTheSameNameStays() throws IOException {
    Path path = Files.createDirectory(folder.resolve("body"));
    FileBody body = new FileBody(path);
    assertThatThrownBy(body::finish)
        .isInstanceOf(IOException.class)
        .hasMessage(path + ": there is a folder with that name");

    body.abort();

    assertThat(files()).containsExactly(path);
  }

  @Test
  void aNameOfAnyLengthHasRoomBesideIt() throws IOException {
    Path path = folder.resolve("\u00e4".repeat(127)); // 254 bytes
    FileBody body = new FileBody(path);
    body.write(ByteBuffer.wrap(LARGE));
    body.finish();
    assertThat(path).hasSize(LARGE.length);
  }

  /// Pipes that nobody empties stand for disks that do not answer. No virtual thread may be held up
  /// by them, and whoever writes goes on as soon as it is aborted.
  @Test
  @EnabledOnOs(OS.LINUX)
  @Timeout(30)
  void disksThatDoNotAnswerHoldUpNobody() throws Exception {
    List<FileInputStream> pipes = new ArrayList<>();
    List<FileBody> bodies = new ArrayList<>();
    List<FutureTask<Throwable>> writes = new ArrayList<>();
    int cores = Runtime.getRuntime().availableProcessors();
    int carriers = Integer.getInteger("jdk.virtualThreadScheduler.parallelism", cores);
    for (int i = 0; i < 2 * carriers; i++) {
      Path path = folder.resolve("pipe" + i);
      assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
      // Opened for both, a pipe waits for nobody at its other end.
      pipes.add(new FileInputStream(new RandomAccessFile(path.toFile(), "rw").getFD()));
      FileBody body = new FileBody(path, _ -> FileChannel.open(path, READ, WRITE));
      FutureTask<Throwable> write =
          new FutureTask<>(() -> catchThrowable(() -> body.write(ByteBuffer.allocate(1 << 20))));
      Thread.startVirtualThread(write);
      bodies.add(body);
      writes.add(write);
    }
    for (FileInputStream pipe : pipes) {
      await(() -> pipe.available() == PIPE); // the next byte is stuck
    }

    CountDownLatch ran = new CountDownLatch(1);
    Thread.startVirtualThread(ran::countDown);
    assertThat(ran.await(10, TimeUnit.SECONDS)).as("another virtual thread ran").isTrue();
    List<Thread> aborts =
        bodies.stream().map(body -> Thread.startVirtualThread(body::abort)).toList();
    for (FutureTask<Throwable> write : writes) {
      assertThat(write.get(10, TimeUnit.SECONDS)).hasMessageEndingWith(": given up");
    }

    for (int i = 0; i < pipes.size(); i++) { // lets the threads go that are stuck
      FileInputStream pipe = pipes.get(i);
      Thread abort = aborts.get(i);
      await(() -> pipe.skip(pipe.available()) == 0 && !abort.isAlive());
      pipe.close();
    }
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    while (!condition.call()) { // at most as long as the test may take
      Thread.sleep(1);
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
