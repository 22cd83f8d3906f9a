package dev.multifetch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What may happen to a crawl on three members. The figures go to `target/experiments.md`.
@Tag("experiments")
class ExperimentsTest {

  private static final Path TABLE = Path.of("target", "experiments.md");

  static Set<String> events() {
    return Experiment.events();
  }

  @ParameterizedTest
  @MethodSource("events")
  void nothingIsLost(String event) throws Exception {
    Experiment seen = Experiment.run(event);
    write(seen.row());
    assertThat(seen.lost()).as("lost").isZero();
    assertThat(seen.peak()).as("peak at one host").isLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void membersShareTheWork(int members) throws Exception {
    write(Experiment.throughput(members));
  }

  private static void write(String row) throws IOException {
    Files.writeString(TABLE, row + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
