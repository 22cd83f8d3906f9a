package dev.multifetch.docs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Who may know whom. The arrows that Maven's dependencies would allow and the house does not.
class HouseTest {

  private static final Path ROOT = Path.of("..");

  /// The models, and whom of each other they may know.
  private static final Map<String, List<String>> MODELS =
      Map.of(
          "blocking", List.of(),
          "threadpool", List.of("blocking"),
          "virtualthreads", List.of("blocking"),
          "completablefuture", List.of(),
          "reactive", List.of("completablefuture"),
          "netty", List.of());

  private static JavaClasses house = new ClassFileImporter().importClasses();

  @BeforeAll
  static void importHouse() {
    try (Stream<Path> modules = Files.list(ROOT)) {
      List<Path> built =
          modules.map(m -> m.resolve("target/classes")).filter(Files::isDirectory).toList();
      assumeThat(built).as("modules that are built").hasSizeGreaterThan(5);
      house = new ClassFileImporter().importPaths(built);
    } catch (IOException e) {
      throw new IllegalStateException("no modules to look at", e);
    }
  }

  @Test
  void theContractKnowsTheJdksBaseAndItself() {
    classes()
        .that()
        .resideInAnyPackage("dev.multifetch", "dev.multifetch.http")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.multifetch",
            "dev.multifetch.http",
            "java.io",
            "java.lang..",
            "java.net",
            "java.nio..",
            "java.security..",
            "java.time..",
            "java.util..",
            "javax.net.ssl",
            "org.jspecify.annotations")
        .check(house);
  }

  @Test
  void theDecisionsAboutHttpWaitForNothing() {
    noClasses()
        .that()
        .resideInAPackage("dev.multifetch.http")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.Socket")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.Thread")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.concurrent..", "java.nio.channels..")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(house);
  }

  @Test
  void aModelKnowsNoOther() {
    for (Map.Entry<String, List<String>> model : MODELS.entrySet()) {
      List<String> strangers = new ArrayList<>(MODELS.keySet());
      strangers.remove(model.getKey());
      strangers.removeAll(model.getValue());
      noClasses()
          .that()
          .resideInAPackage(of(model.getKey()))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(strangers.stream().map(HouseTest::of).toArray(String[]::new))
          .allowEmptyShould(true)
          .check(house);
    }
  }

  @Test
  void onlyNettyKnowsNetty() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            of("netty"), of("benchmarks..")) // whose origin answers from Netty's buffers
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(house);
  }

  @Test
  void theSuiteAndTheCommandLineKnowNoModel() {
    noClasses()
        .that()
        .resideInAnyPackage(of("conformance.."), of("cli"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(MODELS.keySet().stream().map(HouseTest::of).toArray(String[]::new))
        .check(house);
  }

  @Test
  void thereIsSomethingToLookAt() {
    assertThat(house.stream().map(type -> type.getPackageName()))
        .contains("dev.multifetch.http", of("virtualthreads"), of("conformance"), of("cli"));
  }

  private static String of(String module) {
    return "dev.multifetch." + module;
  }
}
