package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
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
      List.of(
          "sed",
          "find",
          "readlink",
          "dirname",
          "touch",
          "cp",
          "cksum",
          "sort",
          "cat",
          "ln",
          "rm",
          "mkdir",
          "mv",
          "nice",
          "sleep");
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
    changed(source);
    Executed ran = run(launcher, JAVA_HOME);
    assertThat(ran.out()).matches(VERSION);
    assertThat(ran.err()).isEmpty();
    assertThat(builds()).hasSize(2);
  }

  @Test
  void itDoesNotBuildForNewTimesAlone() throws Exception {
    maven("cp '" + Executed.JAR + "' '" + jar + "'");
    assertThat(run(launcher, JAVA_HOME).out()).matches(VERSION);
    age(jar, -1);
    age(source, 1);
    assertThat(run(launcher, JAVA_HOME).out()).matches(VERSION);
    assertThat(builds()).hasSize(1);
  }

  @Test
  void itDoesNotBuildForNewTimesAlone_ofAJarThatMavenBuilt() throws Exception {
    Files.copy(Executed.JAR, jar);
    assertThat(run(launcher, JAVA_HOME).out()).matches(VERSION);
    age(source, 1);
    assertThat(run(launcher, JAVA_HOME).err()).isEmpty();
  }

  @Test
  void whatCannotBeBuiltHereIsRunAsItIs() throws Exception {
    Files.copy(Executed.JAR, jar);
    changed(source);
    Executed ran = run(launcher, JAVA_HOME);
    assertThat(ran.out()).matches(VERSION);
    assertThat(ran.err())
        .isEqualTo("multifetch: " + jar + " is older than its sources, and cannot be built here\n");
  }

  /// Maven builds the first when the second says that it waits.
  @Test
  void ofTwoFirstBuildsAtOnceOneWaits() throws Exception {
    Path go = folder.resolve("go");
    assertThat(new ProcessBuilder("mkfifo", go.toString()).start().waitFor()).isZero();
    maven("read -r _ < '" + go + "'; cp '" + Executed.JAR + "' '" + jar + "'");
    Process first = command(launcher, JAVA_HOME, "--version").start();
    try (Writer begun = Files.newBufferedWriter(go)) { // opens when Maven reads
      Process second = command(launcher, JAVA_HOME, "--version").start();
      try (BufferedReader said = second.errorReader()) {
        assertThat(said.readLine())
            .isEqualTo("multifetch: process " + first.pid() + " is building, and this one waits");
        begun.write("now\n");
        begun.close();
        assertThat(said.readLine()).isNull();
      }
      for (Process each : List.of(first, second)) {
        assertThat(new String(each.getInputStream().readAllBytes(), UTF_8)).matches(VERSION);
        assertThat(each.waitFor()).isZero();
      }
    }
    assertThat(builds()).hasSize(1);
  }

  @Test
  void aBuildThatWasKilledHoldsUpNoOther() throws Exception {
    Files.createSymbolicLink(jar.resolveSibling("multifetch.jar.building"), Path.of("999999999"));
    maven("cp '" + Executed.JAR + "' '" + jar + "'");
    assertThat(run(launcher, JAVA_HOME).out()).matches(VERSION);
  }

  @Test
  void inTheLocaleCItReadsNamesAndUrlsBeyondAscii() throws Exception {
    Files.copy(Executed.JAR, jar);
    standIn(tools.resolve("locale"), onPath("locale"));
    ProcessBuilder command = command(launcher, JAVA_HOME);
    command.command().clear();
    command.environment().put("LC_ALL", "C");
    command
        .command()
        .addAll(
            List.of(
                "/bin/sh",
                "-c",
                "list=$(printf 'l\\303\\274ste') && echo bad > $list"
                    + " && exec \"$0\" get --quiet -i $list $(printf 'b\\303\\266se')",
                launcher.toString()));
    Executed ran = Executed.run(command, folder);
    assertThat(ran.out()).as(ran.err()).contains(" bad\n", " b\u00f6se\n");
  }

  /// SIGQUIT asks a JVM for a dump of its threads, which the JVM writes to standard output.
  @Test
  void whatTheJvmSaysDoesNotStandAmongTheResults() throws Exception {
    Files.copy(Executed.JAR, jar);
    Process process = command(launcher, JAVA_HOME, "get", "-i", "-").start();
    try (Writer input = process.outputWriter(UTF_8);
        BufferedReader output = process.inputReader(UTF_8);
        BufferedReader said = process.errorReader(UTF_8)) {
      input.write("a\n");
      input.flush();
      assertThat(output.readLine()).startsWith("INVALID_URL");
      new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid())).start().waitFor();
      assertThat(said.lines().takeWhile(line -> !line.contains("Full thread dump")).toList())
          .hasSizeLessThan(10);
      input.close();
      assertThat(said.lines().toList()).last().asString().contains("0 fetched, 1 failed");
      assertThat(output.readLine()).isNull();
    }
  }

  /// In a folder that has a space in its name, as a JVM's options do not like it.
  @Test
  void twoFirstRunsLeaveOneCache_whichLaterOnesKeep() throws Exception {
    Files.copy(Executed.JAR, jar);
    executable(tools.resolve("nice"), "#!/bin/sh\nexec \"$@\"\n"); // other tests run beside this
    Map<String, String> environment = new HashMap<>(JAVA_HOME);
    environment.put("MULTIFETCH_CACHE", "on");
    Process other = command(launcher, environment, "get", "--quiet", "ftp://h/").start();
    Executed first = run(launcher, environment, "get", "--quiet", "ftp://h/");
    assertThat(other.waitFor()).isEqualTo(1);
    Path cache = jar.resolveSibling("multifetch." + System.getProperty("java.version") + ".aot");
    Path making = jar.resolveSibling(cache.getFileName() + ".making");
    for (int i = 0; i < 900 && (Files.notExists(cache) || Files.exists(making)); i++) {
      Thread.sleep(100); // another process makes it, and nobody waits for that process
    }
    assertThat(cache).isNotEmptyFile();
    assertThat(jar.getParent()).isDirectoryNotContaining("glob:**.{making,new}");
    byte[] made = Files.readAllBytes(cache);
    Executed second = run(launcher, environment, "get", "--quiet", "ftp://h/");
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(second.err()).isEqualTo(first.err());
    assertThat(Files.readAllBytes(cache)).isEqualTo(made);
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
    changed(deeper);
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

  @Test
  void crawlIsBuiltWithItsOwnModule() throws Exception {
    Path cluster = project.resolve("cluster/target/multifetch-cluster.jar");
    maven("cp '" + Executed.JAR + "' '" + cluster + "'");
    Executed ran = run(launcher, JAVA_HOME, "crawl", "--version");
    assertThat(ran.out()).as(ran.err()).matches(VERSION);
    assertThat(builds()).containsExactly("-q -B -DskipTests -pl cluster -am package in " + project);
  }

  @Test
  void inADistributionItSaysWhichJarCrawlNeeds() throws Exception {
    Files.copy(Executed.JAR, project.resolve("multifetch.jar"));
    Executed ran = run(launcher, JAVA_HOME, "worker", "--version");
    String problem =
        "multifetch: crawl and worker need a second jar, multifetch-cluster.jar: put it into ";
    assertThat(ran).isEqualTo(new Executed(2, "", problem + project + "\n"));
  }

  private static final Map<String, String> JAVA_HOME =
      Map.of("JAVA_HOME", System.getProperty("java.home"));

  private Executed run(Path launcher, Map<String, String> environment) throws Exception {
    return run(launcher, environment, "--version");
  }

  private Executed run(Path launcher, Map<String, String> environment, String... arguments)
      throws Exception {
    return Executed.run(command(launcher, environment, arguments), folder);
  }

  private ProcessBuilder command(
      Path launcher, Map<String, String> environment, String... arguments) throws IOException {
    ProcessBuilder command = new ProcessBuilder(launcher.toString());
    command.command().addAll(List.of(arguments));
    command.directory(Files.createDirectories(folder.resolve("elsewhere")).toFile());
    command.environment().clear();
    command
        .environment()
        .putAll(
            Map.of("PATH", tools.toString(), "HOME", folder.toString(), "MULTIFETCH_CACHE", "off"));
    command.environment().putAll(environment);
    return command;
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

  private static void changed(Path file) throws IOException {
    Files.writeString(file, "class Other {}");
    age(file, 1);
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
