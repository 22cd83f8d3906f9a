package dev.multifetch.cli.compare;

import dev.multifetch.benchmarks.MeasurementPlan;
import dev.multifetch.benchmarks.Profile;
import dev.multifetch.benchmarks.Profiling;
import dev.multifetch.cli.console.Problems;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The option that asks for flame graphs, and what came of it. One thread draws them. Another may
/// ask for the links, for example after Ctrl-C.
@SuppressWarnings("NullAway.Init") // picocli sets these fields
final class FlameGraphs {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--profile",
      paramLabel = "DIR",
      description =
          "After the measurement, write a flame graph of each client in the first workload to this"
              + " folder, as an HTML page that needs no network, and the recording it is made of."
              + " It shows which code the CPU's time went to.")
  private @Nullable Path folder;

  private final List<Profile> drawn = new CopyOnWriteArrayList<>();

  /// Checks that there can be flame graphs, before the measurement takes minutes. Makes the folder.
  ///
  /// @throws ParameterException if there cannot
  void check(MeasurementPlan plan) {
    if (folder == null) {
      return;
    }
    if (Profiling.workload(plan).isEmpty()) {
      throw wrong("a JVM of the workload cold ends too soon: add another to --workloads");
    }
    try {
      Files.createDirectories(folder);
      if (!Files.isWritable(folder)) {
        throw new AccessDeniedException(folder.toString());
      }
    } catch (IOException e) {
      throw wrong(Problems.writing(folder, e));
    }
  }

  /// What will be done after the measurement; empty if the user wants no flame graphs.
  Optional<String> announcement(MeasurementPlan plan) {
    return folder == null
        ? Optional.empty()
        : Profiling.workload(plan)
            .map(
                workload ->
                    "then a flame graph of each client in %s: about 10 s each"
                        .formatted(workload.title()));
  }

  private ParameterException wrong(String reason) {
    return new ParameterException(command.commandLine(), "--profile: " + reason);
  }

  /// Draws them, if the user wants them, and tells the listener of each.
  void draw(MeasurementPlan plan, Measurements measurements, Consumer<Profile> listener)
      throws IOException, InterruptedException {
    if (folder != null) {
      Consumer<Profile> keep = drawn::add;
      measurements.profile(plan, folder, keep.andThen(listener));
    }
  }

  /// Where they are, as seen from a page in this folder, by the client's name.
  Map<String, String> links(Path from) {
    Map<String, String> links = new TreeMap<>();
    for (Profile profile : drawn) {
      if (profile.problem().isEmpty()) {
        links.put(profile.name(), link(from.toAbsolutePath(), profile.page().toAbsolutePath()));
      }
    }
    return links;
  }

  static String link(Path from, Path page) {
    try {
      String path = from.normalize().relativize(page.normalize()).toString().replace('\\', '/');
      return new URI(null, null, "./" + path, null).toASCIIString();
    } catch (IllegalArgumentException | URISyntaxException e) { // on another drive of Windows
      return page.toUri().toASCIIString();
    }
  }

  /// Why some are missing.
  List<String> problems() {
    return drawn.stream().map(FlameGraphs::problem).flatMap(Optional::stream).toList();
  }

  private static Optional<String> problem(Profile profile) {
    return profile
        .problem()
        .map(reason -> "--profile: no flame graph of " + profile.name() + ": " + reason);
  }
}
