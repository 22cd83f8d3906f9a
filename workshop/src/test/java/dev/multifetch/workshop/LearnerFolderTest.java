package dev.multifetch.workshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// On file systems of three kinds, of which only one is this machine's.
class LearnerFolderTest {

  private static final List<Exercise> EXERCISES = Exercise.all();
  private static final Exercise FIRST = EXERCISES.getFirst();
  private static final Exercise LAST = EXERCISES.getLast();

  static Stream<FileSystem> kinds() {
    return Stream.of(Configuration.unix(), Configuration.osX(), Configuration.windows())
        .map(Jimfs::newFileSystem);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatIsThereStays(FileSystem files) throws IOException {
    LearnerFolder made = make(files, false);
    Files.writeString(made.file(FIRST), "mine");
    assertThat(make(files, false).written(FIRST)).isEqualTo("mine");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theShortPathHasFiveExercises(FileSystem files) throws IOException {
    LearnerFolder made = make(files, true);
    assertThat(made.path()).hasSize(5).contains(FIRST, LAST);
    assertThat(javaFiles(made)).hasSize(5);
    made.go(EXERCISES.get(1));
    assertThat(javaFiles(made)).hasSize(6);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void resetAndSolveKeepEachCopy(FileSystem files) throws IOException {
    LearnerFolder made = make(files, false);
    Files.writeString(made.file(FIRST), "first try\r\n");
    Path one = made.reset(FIRST);
    assertThat(made.written(FIRST)).endsWith(FIRST.starter());
    Files.writeString(made.file(FIRST), "second try");
    Path two = made.solve(FIRST);
    assertThat(made.written(FIRST)).endsWith(FIRST.solution());
    assertThat(Files.readString(one)).isEqualTo("first try\r\n");
    assertThat(Files.readString(two)).isEqualTo("second try");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aFileIsFoundUnderAnotherName(FileSystem files) throws IOException {
    LearnerFolder made = make(files, false);
    Path renamed = Files.move(made.file(LAST), made.folder().resolve("MyFetcher.java"));
    assertThat(made.file(LAST)).isEqualTo(renamed);
    assertThat(make(files, false).file(LAST)).isEqualTo(renamed);
    assertThat(javaFiles(made)).hasSize(EXERCISES.size());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theProgressIsByNameAndCanBeEdited(FileSystem files) throws IOException {
    LearnerFolder made = make(files, false);
    made.progress().mark(LAST, "tried");
    made.progress().save();
    Path file = made.folder().resolve("progress.txt");
    Files.writeString(
        file,
        Files.readString(file).replace("now: " + FIRST.id(), "now:" + LAST.id())
            + "\nof-another-version: passed\nnonsense\n");

    LearnerFolder again = LearnerFolder.find(made.folder(), EXERCISES);
    assertThat(again.current()).isEqualTo(LAST);
    assertThat(again.progress().hasFailed(LAST)).isTrue();
    again.progress().save();
    assertThat(Files.readString(file)).contains("of-another-version: passed");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aFolderIsFoundFromInsideAndFromAbove(FileSystem files) throws IOException {
    LearnerFolder made = make(files, false);
    Path parent = made.folder().resolveSibling("");
    assertThat(LearnerFolder.find(parent, EXERCISES).current()).isEqualTo(FIRST);
    assertThatThrownBy(() -> LearnerFolder.find(parent.resolve("elsewhere"), EXERCISES))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aFullDiskDamagesNothing() throws IOException {
    Configuration small =
        Configuration.unix().toBuilder().setBlockSize(512).setMaxSize(64 << 10).build();
    LearnerFolder made = make(Jimfs.newFileSystem(small), true);
    Files.writeString(made.file(FIRST), "mine");
    assertThatThrownBy(
            () -> {
              while (true) {
                made.reset(FIRST);
                Files.writeString(made.file(FIRST), "mine");
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("out of disk space");
    assertThat(made.written(FIRST)).isNotEmpty();
    assertThat(LearnerFolder.find(made.folder(), EXERCISES).current()).isEqualTo(FIRST);
  }

  private static LearnerFolder make(FileSystem files, boolean twoHours) throws IOException {
    return LearnerFolder.make(files.getPath(LearnerFolder.NAME), EXERCISES, twoHours);
  }

  private static List<Path> javaFiles(LearnerFolder made) throws IOException {
    try (Stream<Path> all = Files.list(made.folder())) {
      return all.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
