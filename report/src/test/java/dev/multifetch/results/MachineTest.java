package dev.multifetch.results;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

  @TempDir private Path folder;

  @Test
  void theCommitIsThatOfTheBuild_notOfTheRepositoryAround() throws Exception {
    git("init", "-q");
    Path jar = Files.writeString(folder.resolve("multifetch.jar"), "");
    git("add", ".");
    git("commit", "-q", "-m", "unpacked");
    assertThat(Machine.commit(jar)).isEqualTo("unknown");

    Path sources = folder.resolve("report/src/main/java/dev/multifetch/results");
    Files.createDirectories(sources);
    Files.writeString(sources.resolve("Machine.java"), "class Machine {}");
    git("add", ".");
    git("commit", "-q", "-m", "cloned");
    assertThat(Machine.commit(jar)).isEqualTo(git("rev-parse", "HEAD"));
    assertThat(Machine.commit(sources)).isEqualTo(git("rev-parse", "HEAD"));
  }

  private String git(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "git",
                "-C",
                folder.toString(),
                "-c",
                "user.name=a",
                "-c",
                "user.email=a@b.example"));
    command.addAll(List.of(arguments));
    Process git;
    try {
      git = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      assumeTrue(false, "git is not here");
      throw e;
    }
    String said = new String(git.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(git.waitFor()).as(said).isZero();
    return said;
  }
}
