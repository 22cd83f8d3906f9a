package dev.multifetch.benchmarks.bare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.ScriptedOrigin;
import dev.multifetch.conformance.Scripts;
import dev.multifetch.conformance.faults.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a library does with each fault when nobody configures it. What is seen is left in
/// `target/faults/bare-libraries.tsv`; docs/robustness.md shows it, and is compared with it.
class BareLibrariesTest {

  static List<Library> libraries() {
    return Library.all();
  }

  /// Otherwise a client that cannot do anything would look robust.
  @ParameterizedTest
  @MethodSource("libraries")
  void withoutAFaultEachOneFetches(Library library) throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.always(Scripts.OK));
        BareClient client = library.opening().get()) {
      assertThat(client.get(origin.url("/")).body()).asString().isEqualTo("ok");
    }
  }

  @Test
  void everyFaultHasAnEndOrNone() throws Exception {
    List<Future<LeftAlone>> watched = new ArrayList<>();
    try (ExecutorService threads = // whoever waits does so while the others do
        Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("left alone").daemon().factory())) {
      for (Library library : Library.all()) {
        for (Fault fault : Fault.all()) {
          watched.add(threads.submit(() -> LeftAlone.watch(library, fault, threads)));
        }
      }
      List<String> lines = new ArrayList<>();
      for (Future<LeftAlone> one : watched) {
        lines.add(one.get().line());
      }
      Path folder = Files.createDirectories(Path.of("target", "faults"));
      Files.write(folder.resolve("bare-libraries.tsv"), lines);
    }
  }
}
