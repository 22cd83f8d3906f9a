package dev.multifetch.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the build takes from a registry is what `dependencies.lock` says, to the byte.
/// `-Dlock=update` writes it anew.
class DependenciesTest {

  private static final String REMEDY =
      "if it is meant: mvn -B validate, then mvn -pl docs,evidence test -Dsnippets=keep"
          + " -Dlock=update, with Maven on JDK 25";

  @TempDir Path maven;

  /// Where the whole build has not run, this is skipped and says so.
  @Test
  void theBuildTakesWhatIsLocked() throws IOException {
    Repository repository = Repository.here();
    Build build = Build.of(repository);
    assumeThat(build.artifacts()).as("not compared before mvn -B validate has run").isNotEmpty();
    Path keeps = Path.of(System.getProperty("maven.repository", "missing"));
    LockedDependencies found = LockedDependencies.in(keeps, build.artifacts());
    Path file = repository.root().resolve("dependencies.lock");
    if ("update".equals(System.getProperty("lock")) && build.whole()) {
      found.write(file);
    }
    LockedDependencies locked = LockedDependencies.read(file);
    assertThat(locked.surprises(found)).as(REMEDY).isEmpty();
    if (build.whole()) {
      assertThat(locked.leftovers(found)).as(REMEDY).isEmpty();
    }
  }

  @Test
  void anArtifactThatIsNewIsReported() throws IOException {
    LockedDependencies locked = locked("library g:a:jar:1");
    LockedDependencies found = locked("library g:a:jar:1", "plugin g:b:jar:linux:2");
    assertThat(locked.surprises(found)).containsExactly("plugin g:b:jar:linux:2 is new");
    assertThat(found.leftovers(locked)).containsExactly("plugin g:b:jar:linux:2 is no longer used");
  }

  @Test
  void anArtifactOfOtherBytesIsReported() throws IOException {
    LockedDependencies locked = locked("library g:a:jar:1");
    Files.writeString(maven.resolve("g/a/1/a-1.jar"), "tampered");
    LockedDependencies found = LockedDependencies.in(maven, List.of("library g:a:jar:1"));
    assertThat(locked.surprises(found))
        .singleElement()
        .asString()
        .startsWith("library g:a:jar:1 has other bytes: SHA-256 ");
  }

  @Test
  void whatIsWrittenIsReadAsItWas() throws IOException {
    LockedDependencies locked = locked("library g:a:jar:1", "plugin g:b:jar:linux:2");
    Path file = maven.resolve("lock");
    locked.write(file);
    assertThat(LockedDependencies.read(file)).isEqualTo(locked);
  }

  private LockedDependencies locked(String... names) throws IOException {
    Path one = maven.resolve("g/a/1/a-1.jar");
    Path two = maven.resolve("g/b/2/b-2-linux.jar");
    for (Path file : List.of(one, two)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, file.getFileName().toString());
    }
    return LockedDependencies.in(maven, List.of(names));
  }
}
