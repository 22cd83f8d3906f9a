package dev.multifetch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The zip, unpacked into a folder of its own: it has a JDK, and neither Maven nor a network.
@Timeout(300)
@Tag("process")
class DistributionIT {

  private static final Path ZIP = Path.of(System.getProperty("multifetch.distribution", "missing"));

  @TempDir private Path folder;
  private Path unpacked;

  @BeforeEach
  void unpack() throws IOException {
    Map<String, Boolean> withPermissions = Map.of("enablePosixFileAttributes", true);
    try (FileSystem zip = FileSystems.newFileSystem(ZIP, withPermissions);
        Stream<Path> top = Files.list(zip.getPath("/"))) {
      Path root = top.toList().getFirst();
      unpacked = folder.resolve(root.getFileName().toString());
      try (Stream<Path> all = Files.walk(root)) {
        for (Path entry : (Iterable<Path>) all::iterator) {
          Path file = unpacked.resolve(root.relativize(entry).toString());
          Files.createDirectories(file.getParent());
          if (Files.isDirectory(entry)) {
            Files.createDirectories(file);
          } else {
            Files.copy(entry, file);
            Files.setPosixFilePermissions(file, Files.getPosixFilePermissions(entry));
          }
        }
      }
    }
  }

  @Test
  void itHoldsWhatAWorkshopNeeds() throws IOException {
    assertThat(Files.getPosixFilePermissions(unpacked.resolve("multifetch")))
        .contains(PosixFilePermission.OWNER_EXECUTE);
    assertThat(
            List.of(
                "multifetch.jar",
                "multifetch.cmd",
                "LICENSE",
                "README.md",
                "docs/start/README.md",
                "workshop/README.md",
                "workshop/TEACHING.md",
                "workshop/HANDOUT.md",
                "workshop/slides/0-opening.md",
                "workshop/exercises/in-order/Starter.java"))
        .allSatisfy(name -> assertThat(unpacked.resolve(name)).isRegularFile());
    try (Stream<Path> all = Files.walk(unpacked)) {
      assertThat(all.map(file -> file.getFileName().toString()))
          .doesNotContain("target", ".git", "node_modules");
    }
  }

  @Test
  void aLearnerNeedsNoNetworkAndNoMaven() throws Exception {
    assumeThat(offline("cat", "/proc/net/route").exitCode()).as("a network namespace").isZero();
    assertThat(offline("cat", "/proc/net/route").out().lines())
        .as("a head and no route")
        .hasSize(1);

    Executed started = offline("./multifetch", "workshop", "start", "--two-hours");
    assertThat(started.exitCode()).as(started.err()).isZero();
    assertThat(started.out()).contains("made a cache", "Exercise 1");
    assertThat(unpacked.resolve("multifetch." + System.getProperty("java.version") + ".aot"))
        .isNotEmptyFile();

    Executed failed = offline("./multifetch", "workshop", "check");
    assertThat(failed.out()).contains("Rule R01 is broken", "./multifetch workshop hint");
    assertThat(failed.exitCode()).isOne();
    assertThat(offline("./multifetch", "workshop", "solution", "--use").exitCode()).isZero();
    Executed passed = offline("./multifetch", "workshop", "check");
    assertThat(passed.exitCode()).as(passed.out()).isZero();
    assertThat(passed.out()).contains("Passed: 1 test", "./multifetch workshop next");
    assertThat(List.of(started, failed, passed)).extracting(Executed::err).containsOnly("");
    assertThat(folder.resolve("maven-was-called")).doesNotExist();
  }

  /// In a network namespace that has a loopback interface and nothing else.
  private Executed offline(String... command) throws IOException, InterruptedException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    Path maven = tools.resolve("mvn");
    if (Files.notExists(maven)) {
      Files.writeString(
          maven, "#!/bin/sh\ntouch " + folder.resolve("maven-was-called") + "\nexit 1\n");
      Files.setPosixFilePermissions(maven, Set.of(PosixFilePermission.values()));
    }
    ProcessBuilder process =
        new ProcessBuilder(
            Stream.concat(
                    Stream.of(
                        "unshare",
                        "--net",
                        "--map-root-user",
                        "sh",
                        "-c",
                        "ip link set lo up && exec \"$@\"",
                        "offline"),
                    Stream.of(command))
                .toList());
    process.directory(unpacked.toFile());
    process.environment().put("PATH", tools + ":" + process.environment().get("PATH"));
    process.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return Executed.run(process, folder);
  }

  /// The two launchers start the same JVM.
  @Test
  void bothLaunchersPassTheSameOptions() throws IOException {
    String windows = Files.readString(unpacked.resolve("multifetch.cmd"));
    String unix = Files.readString(unpacked.resolve("multifetch"));
    assertThat(windows.lines().filter(line -> line.contains("java.exe")).toList())
        .singleElement()
        .asString()
        .contains(
            "--sun-misc-unsafe-memory-access=allow", "-Djdk.tls.maxHandshakeMessageSize=131072");
    assertThat(unix)
        .contains(
            "--sun-misc-unsafe-memory-access=allow", "-Djdk.tls.maxHandshakeMessageSize=131072");
    assertThat(windows.chars().filter(c -> c == '\n').count())
        .as("lines end as cmd.exe wants it")
        .isEqualTo(windows.chars().filter(c -> c == '\r').count());
  }
}
