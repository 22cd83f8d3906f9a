package dev.multifetch.docs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Who may know whom. The arrows that Maven's dependencies would allow and the house does not.
class HouseTest {

  private static final Path ROOT = Path.of("..");

  /// The models, and the client that each of them stands on.
  private static final Map<String, String> MODELS =
      Map.of(
          "blocking", "client.blocking",
          "threadpool", "client.blocking",
          "virtualthreads", "client.blocking",
          "completablefuture", "client.eventloop",
          "reactive", "client.eventloop",
          "netty", "client.eventloop");

  /// The libraries, and the only packages of the product that use them.
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "org.apache.hc..", "client.blocking.apache",
          "com.aayushatharva.brotli4j..", "codings",
          "com.github.luben.zstd..", "codings",
          "okhttp3", "client.blocking.okhttp",
          "okio..", "client.blocking.okhttp",
          "io.netty..", "client.eventloop",
          "io.reactivex..", "reactive",
          "org.reactivestreams..", "reactive",
          "jdk.jfr..", "client", // where all six pass through
          "one.convert..", "benchmarks");

  private static JavaClasses house = new ClassFileImporter().importClasses();

  @BeforeAll
  static void importHouse() throws IOException {
    try (Stream<Path> folders =
        Files.walk(ROOT, "clients/shared/target/classes".split("/").length)) {
      List<Path> built =
          folders.filter(f -> f.endsWith("target/classes") && Files.isDirectory(f)).toList();
      assumeThat(built).as("modules that are built").hasSizeGreaterThan(8);
      house = new ClassFileImporter().importPaths(built);
    }
  }

  @Test
  void theContractKnowsTheJdksBaseAndItself() {
    classes()
        .that()
        .resideInAnyPackage("dev.multifetch", "dev.multifetch.http", "dev.multifetch.frontier")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.multifetch",
            "dev.multifetch.http",
            "dev.multifetch.frontier",
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
  void theDecisionsWaitForNothing() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.multifetch.http", "dev.multifetch.frontier")
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

  /// Packages inside a model's own count as the model. The libraries below a client, each in a
  /// package inside the client's, are hidden from it.
  @Test
  void aModelKnowsItsClientAndNoOtherModel() {
    MODELS.forEach(
        (model, client) ->
            classes()
                .that()
                .resideInAPackage(of(model + ".."))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                    of(model + ".."),
                    of(client),
                    "dev.multifetch.client",
                    "dev.multifetch",
                    "dev.multifetch.http",
                    "dev.multifetch.frontier",
                    "java..",
                    "io.reactivex..", // 05 alone: see below
                    "org.reactivestreams..",
                    "org.jspecify.annotations")
                .check(house));
  }

  @Test
  void aLibraryIsUsedInOnePackage() {
    LIBRARIES.forEach(
        (library, user) ->
            noClasses()
                .that()
                .resideOutsideOfPackages(
                    of(user),
                    of("benchmarks.."), // the server and the peers there use all of them
                    of("conformance..")) // where OkHttp stands below a server
                .and()
                .doNotHaveFullyQualifiedName(
                    of("cli.get.input.UnicodeHost")) // it only reads a name
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(house));
  }

  @Test
  void theEngineOfSeveralMachinesIsUsedInTheClusterAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(of("cluster"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.hazelcast..")
        .check(house);
  }

  @Test
  void theClientsKnowTheContractAndWhatTheyShare() {
    noClasses()
        .that()
        .resideInAPackage(of("client"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(of("client.blocking.."), of("client.eventloop.."))
        .check(house);
    noClasses()
        .that()
        .resideInAPackage(of("client.eventloop.."))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(of("client.blocking.."))
        .check(house);
    noClasses()
        .that()
        .resideInAPackage(of("client.."))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(models())
        .check(house);
  }

  /// So that it is built, and its pages looked at, while the models are tested.
  @Test
  void theReportKnowsWhatWasMeasuredAndNotHow() {
    noClasses()
        .that()
        .resideInAnyPackage(of("report"), of("results"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(of("benchmarks.."), of("client.."), of("conformance.."))
        .check(house);
    noClasses()
        .that()
        .resideInAPackage(of("results"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(of("report"))
        .check(house);
  }

  @Test
  void theSuiteTheWorkshopTheCommandLineAndTheClusterKnowNoModel() {
    noClasses()
        .that()
        .resideInAnyPackage(of("conformance.."), of("workshop.."), of("cli.."), of("cluster.."))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(models())
        .check(house);
  }

  /// A package that two others stand on knows neither.
  @Test
  void thePackagesOfTheSuiteAndOfTheCommandLineGoInNoCircle() {
    for (String outermost : List.of(of("conformance"), of("cli"))) {
      slices().assignedFrom(new PackageOf(outermost)).should().beFreeOfCycles().check(house);
    }
  }

  /// Each package is a slice, this one and those in it.
  private record PackageOf(String outermost) implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String name = type.getPackageName();
      return (name + ".").startsWith(outermost + ".")
          ? SliceIdentifier.of(name)
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages of " + outermost;
    }
  }

  @Test
  void thereIsSomethingToLookAt() {
    assertThat(house.stream().map(type -> type.getPackageName()))
        .contains(
            "dev.multifetch.http",
            of("client.blocking.apache"),
            of("client.eventloop"),
            of("virtualthreads"),
            of("conformance"),
            of("cli"));
  }

  private static String[] models() {
    return MODELS.keySet().stream().map(model -> of(model + "..")).toArray(String[]::new);
  }

  private static String of(String module) {
    return "dev.multifetch." + module;
  }
}
