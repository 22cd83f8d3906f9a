package dev.multifetch.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a build takes from a registry, each artifact by its name, with the SHA-256 of its file: as
/// `dependencies.lock` has it, and as the build at hand found it.
///
/// @param artifacts `use group:name:type[:classifier]:version` to a hash
record LockedDependencies(TreeMap<String, String> artifacts) {

  private static final String HEADER =
      """
      # What the build takes from a registry: use, name, SHA-256 of the file. A test compares it with each build.
      # After a change that is meant: mvn -B validate, then mvn -pl docs test -Dlock=update, with Maven on JDK 25.
      """;

  static LockedDependencies read(Path lock) {
    TreeMap<String, String> artifacts = new TreeMap<>();
    for (String line : Repository.lines(lock)) {
      if (!line.startsWith("#")) {
        int hash = line.lastIndexOf(' ');
        artifacts.put(line.substring(0, hash), line.substring(hash + 1));
      }
    }
    return new LockedDependencies(artifacts);
  }

  /// Looks each artifact up where Maven keeps it.
  static LockedDependencies in(Path repository, Iterable<String> names) {
    TreeMap<String, String> artifacts = new TreeMap<>();
    for (String name : names) {
      artifacts.put(name, sha256(repository.resolve(path(name))));
    }
    return new LockedDependencies(artifacts);
  }

  void write(Path lock) throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    artifacts.forEach((name, hash) -> text.append(name).append(' ').append(hash).append('\n'));
    Files.writeString(lock, text);
  }

  /// What another build has that is not as it is here.
  List<String> surprises(LockedDependencies build) {
    List<String> surprises = new ArrayList<>();
    for (Map.Entry<String, String> artifact : build.artifacts.entrySet()) {
      String locked = artifacts.get(artifact.getKey());
      if (locked == null) {
        surprises.add(artifact.getKey() + " is new");
      } else if (!locked.equals(artifact.getValue())) {
        surprises.add(
            "%s has other bytes: SHA-256 %s, locked %s"
                .formatted(artifact.getKey(), artifact.getValue(), locked));
      }
    }
    return surprises;
  }

  /// What is here and in no build any more.
  List<String> leftovers(LockedDependencies build) {
    return artifacts.keySet().stream()
        .filter(name -> !build.artifacts.containsKey(name))
        .map(name -> name + " is no longer used")
        .toList();
  }

  /// Maven's layout: `group/name/version/name-version[-classifier].type`.
  private static Path path(String name) {
    String[] parts = name.substring(name.indexOf(' ') + 1).split(":");
    String version = parts[parts.length - 1];
    String classifier = parts.length == 5 ? "-" + parts[3] : "";
    String file = parts[1] + "-" + version + classifier + "." + extension(parts[2]);
    return Path.of(parts[0].replace('.', '/'), parts[1], version, file);
  }

  private static String extension(String type) {
    return type.equals("maven-plugin") || type.equals("test-jar") ? "jar" : type;
  }

  private static String sha256(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
