package dev.multifetch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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

  @Test
  void nothingIsLostOnAFullDisk() throws Exception {
    assumeThat(SmallDisk.obstacle()).as("why there is no small disk").isEmpty();
    Experiment seen = Experiment.withFullDisk();
    write(seen.row());
    assertThat(seen.code()).as("exit code").isZero();
    assertThat(seen.lost()).as("lost").isZero();
    assertThat(seen.peak()).as("peak at one host").isLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void membersShareTheWork(int members) throws Exception {
    write(Experiment.throughput(members));
  }

  /// See [TornNetwork].
  @Test
  void aWorkerThatLosesTheOthersStops() throws Exception {
    assumeThat(Namespaces.obstacle()).as("why there are no network namespaces").isEmpty();
    Path output = Path.of("target", "torn-network.txt");
    try (Namespaces machines = Namespaces.create(TornNetwork.MEMBERS)) {
      List<String> command = new ArrayList<>(machines.runnerOfHosts());
      command.add(ProcessHandle.current().info().command().orElse("java"));
      command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
      command.addAll(List.of(TornNetwork.class.getName(), machines.name()));
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put(MemberOptions.VARIABLE, "only for this experiment");
      Process process = builder.redirectOutput(output.toFile()).start();
      boolean ended = process.waitFor(5, TimeUnit.MINUTES);
      process.destroyForcibly().waitFor();
      assertThat(ended && process.exitValue() == 0).as(Files.readString(output)).isTrue();
    }
    Files.readAllLines(output).stream().filter(line -> line.startsWith("|")).forEach(this::write);
  }

  private void write(String row) {
    try {
      Files.writeString(TABLE, row + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
