package dev.multifetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBodyTest {

  private static final int ROUNDS = 200;

  @TempDir private Path folder;

  @Test
  void aBodyIsBesideItsFileUntilItIsWhole() throws IOException {
    FileBody body = FileBody.open(folder.resolve("body"));
    body.write(bytes("whole"));
    assertThat(files()).hasSize(1).doesNotContain(folder.resolve("body"));

    body.finish();

    assertThat(files()).containsExactly(folder.resolve("body"));
    assertThat(folder.resolve("body")).hasContent("whole");
  }

  @Test
  void twoBodiesOfOneNameAreTheLaterOne() throws IOException {
    FileBody first = FileBody.open(folder.resolve("body"));
    FileBody second = FileBody.open(folder.resolve("body"));
    first.write(bytes("first"));
    second.write(bytes("second"));

    second.finish();
    first.finish();

    assertThat(files()).containsExactly(folder.resolve("body"));
    assertThat(folder.resolve("body")).hasContent("first");
  }

  @Test
  void anAbortLeavesNothingAndMayComeTwice() throws IOException {
    FileBody body = FileBody.open(folder.resolve("body"));
    body.write(bytes("half"));

    body.abort();
    body.abort();

    assertThat(files()).isEmpty();
  }

  @Test
  void anAbortBehindTheEndTakesTheFileAway() throws IOException {
    FileBody body = FileBody.open(folder.resolve("body"));
    body.finish();

    body.abort();

    assertThat(files()).isEmpty();
  }

  @Test
  void nothingIsWrittenAfterAnAbort() throws IOException {
    FileBody body = FileBody.open(folder.resolve("body"));
    body.abort();

    assertThatThrownBy(() -> body.write(bytes("more")))
        .isInstanceOf(IOException.class)
        .hasMessage(folder.resolve("body") + ": java.nio.channels.ClosedChannelException");
    assertThatThrownBy(body::finish).isInstanceOf(IOException.class);
    assertThat(files()).isEmpty();
  }

  /// Whichever of the two is first, and wherever the other one is by then.
  @Test
  void anAbortDuringTheEndLeavesNothing() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      FileBody body = FileBody.open(folder.resolve("body"));
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
    assertThatThrownBy(() -> FileBody.open(path))
        .isInstanceOf(IOException.class)
        .hasMessage(path + ": its folder is not there: create it");
  }

  @Test
  void aFolderThatMayNotBeWrittenToIsNamed() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeThat(Files.isWritable(folder)).as("the superuser may write anywhere").isFalse();
    Path path = folder.resolve("body");
    assertThatThrownBy(() -> FileBody.open(path))
        .isInstanceOf(IOException.class)
        .hasMessage(path + ": its folder may not be written to: permit it");
  }

  @Test
  void aFileWhereAFolderShouldBeIsNamed() throws IOException {
    Path path = Files.createFile(folder.resolve("file")).resolve("body");
    assertThatThrownBy(() -> FileBody.open(path))
        .isInstanceOf(IOException.class)
        .hasMessage(path + ": Not a directory");
  }

  @Test
  void aFolderOfTheSameNameStays() throws IOException {
    Path path = Files.createDirectory(folder.resolve("body"));
    FileBody body = FileBody.open(path);
    assertThatThrownBy(body::finish)
        .isInstanceOf(IOException.class)
        .hasMessage(path + ": Is a directory");

    body.abort();

    assertThat(files()).containsExactly(path);
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
