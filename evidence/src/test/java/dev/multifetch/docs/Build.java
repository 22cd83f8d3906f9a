package dev.multifetch.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the build at hand said that it takes: in its bill of materials the libraries, and in a list
/// of each module the plugins with all that they need.
///
/// @param artifacts `use group:name:type[:classifier]:version`
/// @param whole whether Maven ran on a Java that runs every plugin, the formatter too
record Build(SortedSet<String> artifacts, boolean whole) {

  private static final String OURS = "dev.multifetch";
  private static final Pattern PURL =
      Pattern.compile("\"purl\" : \"pkg:maven/([^/\"]+)/([^@\"]+)@([^?\"]+)\\?([^\"]+)\"");
  private static final Pattern MODULE = Pattern.compile("<module>(.+)</module>");
  private static final Pattern PLUGIN = Pattern.compile(" +((?:[^: ]+:){3,4}[^: ]+)");

  /// Nothing where no build of all modules left its lists.
  static Build of(Repository repository) throws IOException {
    SortedSet<String> artifacts = new TreeSet<>();
    Set<String> modules = new HashSet<>();
    Path sbom = repository.root().resolve("target/build-sbom.json");
    if (Files.exists(sbom)) {
      Matcher purl = PURL.matcher(Files.readString(sbom));
      while (purl.find()) {
        if (purl.group(1).equals(OURS)) {
          modules.add(purl.group(2));
        } else {
          artifacts.add("library " + name(purl));
        }
      }
    }
    List<String> all = modules(repository);
    if (!all.stream().allMatch(module -> modules.contains(module.replace('/', '-')))) {
      return new Build(new TreeSet<>(), false); // a build of some of them
    }
    for (Path list : lists(repository, all)) {
      for (String line : Repository.lines(list)) {
        Matcher plugin = PLUGIN.matcher(line);
        if (plugin.matches()) {
          artifacts.add("plugin " + plugin.group(1).replace(":maven-plugin:", ":jar:"));
        }
      }
    }
    boolean formats = artifacts.stream().anyMatch(name -> name.contains(":spotless-maven-plugin:"));
    return new Build(artifacts, formats);
  }

  private static String name(Matcher purl) {
    Map<String, String> qualifiers = new HashMap<>();
    for (String pair : purl.group(4).split("&")) {
      String[] parts = pair.split("=", 2);
      qualifiers.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
    }
    List<String> name = new ArrayList<>(List.of(purl.group(1), purl.group(2)));
    name.add(qualifiers.getOrDefault("type", "jar"));
    if (qualifiers.containsKey("classifier")) {
      name.add(qualifiers.get("classifier"));
    }
    name.add(URLDecoder.decode(purl.group(3), UTF_8));
    return String.join(":", name);
  }

  /// The folders of the modules that every build has; a module `a/b` is the artifact `a-b`.
  private static List<String> modules(Repository repository) throws IOException {
    String pom = Files.readString(repository.root().resolve("pom.xml"));
    String usual = pom.substring(0, pom.indexOf("</modules>"));
    return MODULE.matcher(usual).results().map(found -> found.group(1)).toList();
  }

  private static List<Path> lists(Repository repository, List<String> modules) {
    return Stream.concat(Stream.of("."), modules.stream())
        .map(module -> repository.root().resolve(module).resolve("target/build-plugins.txt"))
        .filter(Files::exists)
        .sorted()
        .toList();
  }
}
