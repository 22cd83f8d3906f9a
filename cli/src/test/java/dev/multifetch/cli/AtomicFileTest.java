package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"body", "body.part"})
  void whatALinkPointsToIsLeftAlone(String link) throws IOException {
    Files.createSymbolicLink(file.resolveSibling(link), elsewhere);
    assertThat(AtomicFile.write(file, NEW)).isEqualTo(file).hasContent("new");
    assertThat(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThat(elsewhere).hasContent("theirs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"body", "body.part"})
  void aLinkToNowhereMakesNoFileThere(String link) throws IOException {
    Path nowhere = folder.resolve("nowhere");
    Files.createSymbolicLink(file.resolveSibling(link), nowhere);
    assertThat(AtomicFile.write(file, NEW)).hasContent("new");
    assertThat(nowhere).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"body", "body.part"})
  void anotherNameOfAFileIsNotWrittenThrough(String name) throws IOException {
    Files.createLink(file.resolveSibling(name), elsewhere);
    assertThat(AtomicFile.write(file, NEW)).hasContent("new");
    assertThat(elsewhere).hasContent("theirs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"body", "body.part"})
  void aPipeThatNobodyReadsHoldsNothingUp(String name) throws Exception {
    String pipe = file.resolveSibling(name).toString();
    assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();
    assertThat(AtomicFile.write(file, NEW)).hasContent("new");
  }

  @Test
  void nothingIsLeftOfWhatCouldNotBeWritten() throws IOException {
    Files.createDirectories(file.resolve("in the way"));
    assertThatThrownBy(() -> AtomicFile.write(file, NEW)).isInstanceOf(FileSystemException.class);
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void aFolderInTheWayIsNamed() throws IOException {
    Files.createDirectories(file.resolveSibling("body.part").resolve("in the way"));
    assertThatThrownBy(() -> AtomicFile.write(file, NEW))
        .isInstanceOfSatisfying(
            IOException.class,
            e -> assertThat(Problems.reason(e)).isEqualTo("there is a folder with that name"));
  }
}
