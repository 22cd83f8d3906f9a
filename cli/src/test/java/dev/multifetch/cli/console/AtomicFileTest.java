package dev.multifetch.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A folder that others may write to as well, such as `/tmp`, and who got there first.
@DisabledOnOs(OS.WINDOWS) // links and pipes need rights there that tests do not have
@Timeout(20)
class AtomicFileTest {

  private static final byte[] NEW = "new".getBytes(UTF_8);

  @TempDir private Path folder;
  private Path elsewhere;
  private Path file;

  @BeforeEach
  void aFileThatIsNoneOfOurs() throws IOException {
    elsewhere = Files.writeString(folder.resolve("elsewhere"), "theirs");
    file = Files.createDirectory(folder.resolve("out")).resolve("body");
  }

  @Test
  void whatALinkPointsToIsLeftAlone() throws IOException {
    Files.createSymbolicLink(file, elsewhere);
    assertThat(AtomicFile.write(file, NEW)).isEqualTo(file).hasContent("new");
    assertThat(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThat(elsewhere).hasContent("theirs");
  }

  @Test
  void aLinkToNowhereMakesNoFileThere() throws IOException {
    Path nowhere = folder.resolve("nowhere");
    Files.createSymbolicLink(file, nowhere);
    assertThat(AtomicFile.write(file, NEW)).hasContent("new");
    assertThat(nowhere).doesNotExist();
  }

  @Test
  void anotherNameOfAFileIsNotWrittenThrough() throws IOException {
    Files.createLink(file, elsewhere);
    assertThat(AtomicFile.write(file, NEW)).hasContent("new");
    assertThat(elsewhere).hasContent("theirs");
  }

  @Test
  void aPipeThatNobodyReadsHoldsNothingUp() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    assertThat(AtomicFile.write(file, NEW)).hasContent("new");
  }

  @Test
  void nothingIsLeftOfWhatCouldNotBeWritten() throws IOException {
    Files.createDirectories(file.resolve("in the way"));
    assertThatThrownBy(() -> AtomicFile.write(file, NEW)).isInstanceOf(FileSystemException.class);
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void theUnfinishedFileOfAnotherRunStays() throws IOException {
    Path theirs = Files.writeString(file.resolveSibling("body.part"), "half");
    assertThat(AtomicFile.write(file, NEW)).hasContent("new");
    assertThat(theirs).hasContent("half");
  }

  /// Each of the two had the other's unfinished file renamed, or deleted, under its hands.
  @Test
  void ofTwoRunsThatWriteToOneFileNeitherFails() throws Exception {
    byte[] large = new byte[1 << 20];
    for (int round = 0; round < 20; round++) {
      FutureTask<Path> other = new FutureTask<>(() -> AtomicFile.write(file, large));
      Thread.ofPlatform().start(other);
      AtomicFile.write(file, large);
      other.get();
      assertThat(file).hasSize(large.length);
    }
  }
}
