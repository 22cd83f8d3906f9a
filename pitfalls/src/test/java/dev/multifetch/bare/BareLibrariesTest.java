package dev.multifetch.bare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.faults.Fault;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a library does with each fault when nobody configures it. What is seen is left in
/// `target/faults/bare-libraries.tsv`; docs/robustness.md shows it, and is compared with it.
class BareLibrariesTest {

  /// Faults of many bytes: to read them takes the processor, and beside others it takes so long
  /// that it looks like waiting.
  private static final Set<String> LARGE = Set.of("huge-body", "bomb");

  static List<BareLibrary> libraries() {
    return BareLibrary.all();
  }

  /// Otherwise a client that cannot do anything would look robust.
  @ParameterizedTest
  @MethodSource("libraries")
  void withoutAFaultEachOneFetches(BareLibrary library) throws Exception {
    try (ScriptedServer origin = ScriptedServer.start(Scripts.always(Scripts.OK));
        BareClient client = library.opening().get()) {
      assertThat(client.get(origin.url("/"), Map.of()).body()).asString().isEqualTo("ok");
    }
  }

  @Test
  void whatBecomesOfEachFaultIsWrittenDown() throws Exception {
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("left alone").factory());
    try {
      Watch watch = new Watch(threads);
      List<LeftAlone> seen = new ArrayList<>();
      List<Future<LeftAlone>> watched = new ArrayList<>();
      for (Fault fault : faultsThatLastFirst()) {
        for (BareLibrary library : BareLibrary.all()) {
          if (LARGE.contains(fault.id())) {
            seen.add(watch.over(library, fault)); // one after another
          }
        }
      }
      for (Fault fault : faultsThatLastFirst()) {
        for (BareLibrary library : BareLibrary.all()) {
          if (!LARGE.contains(fault.id())) {
            watched.add(threads.submit(() -> watch.over(library, fault)));
          }
        }
      }
      for (Future<LeftAlone> one : watched) {
        seen.add(one.get());
      }
      write(seen);
    } finally {
      threads.shutdownNow(); // some of them wait for what will never come
    }
  }

  private static List<Fault> faultsThatLastFirst() {
    return Fault.all().stream().sorted(Comparator.comparing(Fault::prompt)).toList();
  }

  private static void write(List<LeftAlone> seen) throws IOException {
    List<String> libraries = BareLibrary.all().stream().map(BareLibrary::name).toList();
    Path folder = Files.createDirectories(Path.of("target", "faults"));
    Files.write(
        folder.resolve("bare-libraries.tsv"),
        seen.stream()
            .sorted(Comparator.comparingInt(one -> libraries.indexOf(one.library().name())))
            .map(LeftAlone::line)
            .toList());
  }
}
