package dev.multifetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher in a project of its own, whose folder has a space in its name, with a PATH that
/// holds no more than it needs, and where it would look for a JDK there is none.
@Timeout(120)
@Tag("process")
class LauncherIT {

  private static final Path LAUNCHER =
      Path.of(System.getProperty("multifetch.launcher", "missing"));
  private static final List<String> TOOLS =
      List.of("sed", "find", "readlink", "dirname", "touch", "cp");
  private static final String VERSION = "multifetch [0-9].*\n";

  @TempDir private Path folder;
  private Path project;
  private Path launcher;
  private Path jar;
  private Path tools;
  private Path source;

  @BeforeEach
  void arrange() throws IOException {
    project = Files.createDirectories(folder.resolve("my projects/multifetch"));
    launcher = project.resolve("multifetch");
    executable(launcher, usualFoldersMovedTo(folder.resolve("nowhere")));
    jar = project.resolve("cli/target/multifetch.jar");
    Files.createDirectories(jar.getParent());
    source = project.resolve("cli/src/main/java/A.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "class A {}");
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    Files.writeString(project.resolve("cli/pom.xml"), "<project/>");
    age(project, -2);
    tools = Files.createDirectory(folder.resolve("bin"));
    for (String tool : TOOLS) {
      standIn(tools.resolve(tool), onPath(tool));
    }
  }

  @Test
  void itRunsTheJarThatIsThere() throws Exception {
    Files.copy(Executed.JAR, jar);
    Executed ran = run(launcher, JAVA_HOME);
    assertThat(ran).isEqualTo(new Executed(0, ran.out(), ""));
    assertThat(ran.out()).matches(VERSION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseParallelGC", "-Xmx24m"})
  void aUsersOwnOptionsForTheJvmCount(String option) throws Exception {
    Files.copy(Executed.JAR, jar);
    for (String variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")) {
      Map<String, String> environment = new HashMap<>(JAVA_HOME);
      environment.put(variable, option);
      Executed ran = run(launcher, environment, "get", "ftp://h/");
      assertThat(ran.out()).as("with %s=%s: %s", variable, option, ran.err()).contains("ftp://h/");
    }
  }

  @Test
  void itRunsThroughLinks_fromAnyFolder() throws Exception {
    Files.copy(Executed.JAR, jar);
    Path near = Files.createSymbolicLink(project.resolve("near link"), Path.of("multifetch"));
    Path far = Files.createSymbolicLink(folder.resolve("far link"), near);
    assertThat(run(far, JAVA_HOME).out()).matches(VERSION);
  }

  @Test
  void itFindsAJdkOnThePath() throws Exception {
    Files.copy(Executed.JAR, jar);
    standIn(tools.resolve("java"), Executed.JAVA);
    assertThat(run(launcher, Map.of()).out()).matches(VERSION);
  }

  @Test
  void itFindsAJdkInTheUsualFolders() throws Exception {
    Files.copy(Executed.JAR, jar);
    Path jdk = folder.resolve("nowhere/usr/lib/jvm/jdk 25");
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
    standIn(jdk.resolve("bin/javac"), Executed.JAVA);
    standIn(jdk.resolve("bin/java"), Executed.JAVA);
    assertThat(run(launcher, Map.of()).out()).matches(VERSION);
  }

  @Test
  void itIsNotContentWithAnOlderJdk() throws Exception {
    Files.copy(Executed.JAR, jar);
    Path old = Files.createDirectories(folder.resolve("nowhere/usr/lib/jvm/old"));
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"24.0.2\"\n");
    executable(Files.createDirectory(old.resolve("bin")).resolve("javac"), "#!/bin/sh\n");
    Executed ran = run(launcher, Map.of("JAVA_HOME", old.toString()));
    assertThat(ran.exitCode()).isEqualTo(2);
  }

  @Test
  void withoutAJdkItSaysHowToGetOne() throws Exception {
    Files.copy(Executed.JAR, jar);
    Executed ran = run(launcher, Map.of());
    assertThat(ran.err())
        .startsWith("multifetch: no JDK 25 or later found: install one")
        .contains("https://adoptium.net", "JAVA_HOME")
        .hasLineCount(1);
    assertThat(ran.exitCode()).isEqualTo(2);
  }

  @Test
  void itBuildsOnFirstUse_thenNotUntilASourceIsNewer() throws Exception {
    maven("cp '" + Executed.JAR + "' '" + jar + "'");
    assertThat(run(launcher, JAVA_HOME).out()).matches(VERSION);
    assertThat(builds()).containsExactly("-q -B -DskipTests -pl cli -am package in " + project);
    assertThat(run(launcher, JAVA_HOME).out()).matches(VERSION);
    assertThat(builds()).hasSize(1);
    age(source, 1);
    Executed ran = run(launcher, JAVA_HOME);
    assertThat(ran.out()).matches(VERSION);
    assertThat(ran.err()).isEmpty();
    assertThat(builds()).hasSize(2);
  }

  /// Such as those of `clients`, which stand one folder deeper than the others.
  @Test
  void itBuildsWhenASourceOfADeeperModuleIsNewer() throws Exception {
    maven("cp '" + Executed.JAR + "' '" + jar + "'");
    Path deeper = project.resolve("clients/shared/src/main/java/B.java");
    Files.createDirectories(deeper.getParent());
    Files.writeString(deeper, "class B {}");
    age(project, -2);
    assertThat(run(launcher, JAVA_HOME).out()).matches(VERSION);
    age(deeper, 1);
    assertThat(run(launcher, JAVA_HOME).out()).matches(VERSION);
    assertThat(builds()).hasSize(2);
  }

  @Test
  void aBuildThatFailsIsShown() throws Exception {
    maven("echo '[ERROR] cannot find symbol'; exit 1");
    Executed ran = run(launcher, JAVA_HOME);
    assertThat(ran.err()).contains("[ERROR] cannot find symbol", "multifetch: the build failed");
    assertThat(ran.out()).isEmpty();
    assertThat(ran.exitCode()).isEqualTo(2);
  }

  @Test
  void withoutMavenItSaysThatItIsNeeded() throws Exception {
    Executed ran = run(launcher, JAVA_HOME);
    assertThat(ran.err()).contains("mvn is needed", "install Apache Maven");
    assertThat(ran.exitCode()).isEqualTo(2);
  }

  private static final Map<String, String> JAVA_HOME =
      Map.of("JAVA_HOME", System.getProperty("java.home"));

  private Executed run(Path launcher, Map<String, String> environment) throws Exception {
    return run(launcher, environment, "--version");
  }

  private Executed run(Path launcher, Map<String, String> environment, String... arguments)
      throws Exception {
    ProcessBuilder command = new ProcessBuilder(launcher.toString());
    command.command().addAll(List.of(arguments));
    command.directory(Files.createDirectories(folder.resolve("elsewhere")).toFile());
    command.environment().clear();
    command.environment().putAll(Map.of("PATH", tools.toString(), "HOME", folder.toString()));
    command.environment().putAll(environment);
    return Executed.run(command, folder);
  }

  private static String usualFoldersMovedTo(Path root) throws IOException {
    String script = Files.readString(LAUNCHER);
    for (String usual : List.of("/usr/lib/jvm/", "/opt/", "/Library/")) {
      assertThat(script).contains(" " + usual);
      script = script.replace(" " + usual, " '" + root + "'" + usual);
    }
    return script;
  }

  /// A Maven that notes how it was called, reads its input as Maven may, and does this.
  private void maven(String script) throws IOException {
    executable(
        tools.resolve("mvn"),
        "#!/bin/sh\nread -r _\necho \"$* in $PWD\" >> '" + folder + "/builds'\n" + script + "\n");
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(folder.resolve("builds"));
  }

  /// Not a link, which JUnit would follow out of the folder that it deletes.
  private static void standIn(Path file, Path command) throws IOException {
    executable(file, "#!/bin/sh\nexec '" + command + "' \"$@\"\n");
  }

  private static void executable(Path file, String script) throws IOException {
    Files.writeString(file, script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void age(Path file, int hours) throws IOException {
    FileTime time = FileTime.from(Instant.now().plusSeconds(hours * 3600L));
    try (Stream<Path> all = Files.walk(file)) {
      for (Path each : all.toList()) {
        Files.setLastModifiedTime(each, time);
      }
    }
  }

  private static Path onPath(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(directory -> Path.of(directory, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }
}
