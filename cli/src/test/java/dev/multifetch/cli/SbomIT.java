package dev.multifetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The bill of materials, against the jar whose it is.
class SbomIT {

  private static final String OURS = "dev/multifetch/";
  private static final String IN_JAR = "META-INF/sbom/multifetch-sbom.json";

  private static JsonNode sbom;

  @BeforeAll
  static void read() throws IOException {
    Path file = Path.of(System.getProperty("multifetch.sbom", "missing"));
    sbom = new JsonMapper().readTree(Files.readString(file));
  }

  @Test
  void everyClassOfTheJarIsOfALibraryThatItNames() throws IOException {
    Set<String> known = new HashSet<>();
    for (JsonNode component : sbom.get("components")) {
      if (!component.get("group").asString().equals("dev.multifetch")) {
        known.addAll(
            classes(Path.of(System.getProperty("maven.repository")).resolve(path(component))));
      }
    }
    assertThat(classes(Executed.JAR).stream().filter(name -> !name.startsWith(OURS)))
        .hasSizeGreaterThan(1_000)
        .isSubsetOf(known);
  }

  @Test
  void itNamesOurModules_andNothingThatOnlyTestsNeed() {
    assertThat(names("group", "dev.multifetch"))
        .contains("00-contract", "01-blocking", "06-netty", "benchmarks", "conformance")
        .doesNotContain("docs");
    assertThat(sbom.toString()).contains("pkg:maven/io.netty/").doesNotContain("archunit");
    assertThat(sbom.at("/metadata/component/name").asString()).isEqualTo("cli");
  }

  @Test
  void everyLibraryHasAHashAndALicence() {
    for (JsonNode component : sbom.get("components")) {
      if (!component.get("group").asString().equals("dev.multifetch")) {
        assertThat(component.get("hashes").toString()).contains("SHA-256");
        assertThat(component.get("licenses")).as(component.get("purl").asString()).isNotEmpty();
      }
    }
  }

  @Test
  void theJarCarriesItAlong() throws IOException {
    try (JarFile jar = new JarFile(Executed.JAR.toFile())) {
      String location = jar.getManifest().getMainAttributes().getValue("Sbom-Location");
      assertThat(location).isEqualTo(IN_JAR);
      JsonNode carried = new JsonMapper().readTree(jar.getInputStream(jar.getEntry(IN_JAR)));
      assertThat(carried).isEqualTo(sbom);
    }
  }

  private static List<String> names(String key, String value) {
    return sbom.get("components")
        .valueStream()
        .filter(component -> component.get(key).asString().equals(value))
        .map(component -> component.get("name").asString())
        .toList();
  }

  /// Where Maven keeps it.
  private static Path path(JsonNode component) {
    Map<String, String> qualifiers = new HashMap<>();
    String purl = URI.create(component.get("purl").asString()).getSchemeSpecificPart();
    for (String pair : purl.substring(purl.indexOf('?') + 1).split("&")) {
      qualifiers.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    String name = component.get("name").asString();
    String version = component.get("version").asString();
    String classifier =
        qualifiers.containsKey("classifier") ? "-" + qualifiers.get("classifier") : "";
    return Path.of(
        component.get("group").asString().replace('.', '/'),
        name,
        version,
        name + "-" + version + classifier + "." + qualifiers.get("type"));
  }

  private static Set<String> classes(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile());
        Stream<JarEntry> entries = jar.stream()) {
      return entries
          .map(JarEntry::getName)
          .filter(name -> name.endsWith(".class"))
          .collect(Collectors.toSet());
    }
  }
}
