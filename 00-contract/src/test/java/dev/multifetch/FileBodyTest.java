package dev.multifetch;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileBodyTest {

  private static final int ROUNDS = 200;

  private static final byte[] LARGE = new byte[100_000]; // more than is kept in memory

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
        .hasMessage(path + ": its folder is not there: create it");
  }

  @Test
  void aFolderThatMayNotBeWrittenToIsNamed() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeThat(Files.isWritable(folder)).as("the superuser may write anywhere").isFalse();
    Path path = folder.resolve("body");
    assertThatThrownBy(new FileBody(path)::finish)
        .isInstanceOf(IOException.class)
        .hasMessage(path + ": its folder may not be written to: permit it");
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
        .hasMessage(path + ": there is a folder of that name");

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
  @DisabledOnOs(OS.WINDOWS)
  @Timeout(30)
  void disksThatDoNotAnswerHoldUpNobody() throws Exception {
    List<FileBody> bodies = new ArrayList<>();
    List<FutureTask<Throwable>> writes = new ArrayList<>();
    for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
      Path pipe = folder.resolve("pipe" + i);
      assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
      FileBody body =
          new FileBody(pipe, _ -> FileChannel.open(pipe, READ, WRITE)); // waits for no reader
      FutureTask<Throwable> write =
          new FutureTask<>(() -> catchThrowable(() -> body.write(ByteBuffer.allocate(1 << 20))));
      Thread.startVirtualThread(write);
      bodies.add(body);
      writes.add(write);
    }

    CountDownLatch ran = new CountDownLatch(1);
    Thread.startVirtualThread(ran::countDown);
    assertThat(ran.await(10, TimeUnit.SECONDS)).as("another virtual thread ran").isTrue();
    for (FileBody body : bodies) {
      Thread.startVirtualThread(body::abort);
    }
    for (FutureTask<Throwable> write : writes) {
      assertThat(write.get(10, TimeUnit.SECONDS)).hasMessageEndingWith(": given up");
    }
    for (int i = 0; i < bodies.size(); i++) { // frees the threads that wrote
      Files.newInputStream(folder.resolve("pipe" + i)).skip(1 << 20);
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
