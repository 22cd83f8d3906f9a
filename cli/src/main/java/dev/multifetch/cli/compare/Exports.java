package dev.multifetch.cli.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.multifetch.cli.console.AtomicFile;
import dev.multifetch.cli.console.FilePath;
import dev.multifetch.cli.console.Problems;
import dev.multifetch.report.Report;
import dev.multifetch.results.JmhJson;
import dev.multifetch.results.Results;
import dev.multifetch.results.ResultsJson;
import dev.multifetch.results.Tables;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that name files for the results. Each file is written whole or not at all. If one
/// cannot be written, the others still are.
@SuppressWarnings("NullAway.Init") // picocli sets these fields
final class Exports {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      converter = FilePath.Written.class,
      description = "Write an HTML page with charts; it needs no network.")
  private @Nullable Path page;

  @Option(
      names = "--export-json",
      paramLabel = "FILE",
      converter = FilePath.Written.class,
      description = "Write all rounds as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--export-jmh",
      paramLabel = "FILE",
      converter = FilePath.Written.class,
      description = "Write the scores as JMH does with -rff, for tools that read that.")
  private @Nullable Path jmh;

  @Option(
      names = "--export-markdown",
      paramLabel = "FILE",
      converter = FilePath.Written.class,
      description = "Write the tables as Markdown.")
  private @Nullable Path markdown;

  @Mixin private FlameGraphs flameGraphs;

  private record Export(String option, Path file, Function<Results, String> content) {}

  /// Checks that the folders exist and are writable, before the measurement takes minutes.
  ///
  /// @throws ParameterException if one is not
  void check() {
    for (Export export : all()) {
      Path folder = folder(export.file);
      if (!Files.isDirectory(folder)) {
        throw wrong(export, new NoSuchFileException(folder.toString()));
      }
      if (!Files.isWritable(folder)) {
        throw wrong(export, new AccessDeniedException(folder.toString()));
      }
      if (Files.isDirectory(export.file)) {
        throw wrong(export, new IOException("it is a folder"));
      }
      if (Files.exists(export.file) && !Files.isRegularFile(export.file)) { // /dev/null
        throw wrong(export, new IOException("it is not a regular file"));
      }
    }
  }

  FlameGraphs flameGraphs() {
    return flameGraphs;
  }

  /// Writes every file that can be written, and returns the problems of the others.
  List<String> write(Results results) {
    List<String> problems = new ArrayList<>(flameGraphs.problems());
    for (Export export : all()) {
      try {
        AtomicFile.write(export.file, export.content.apply(results).getBytes(UTF_8));
      } catch (IOException e) {
        problems.add(export.option + ": " + Problems.writing(export.file, e));
      }
    }
    return problems;
  }

  private List<Export> all() {
    List<Export> all = new ArrayList<>();
    if (json != null) {
      all.add(new Export("--export-json", json, ResultsJson::write));
    }
    if (jmh != null) {
      all.add(new Export("--export-jmh", jmh, JmhJson::write));
    }
    if (markdown != null) {
      all.add(new Export("--export-markdown", markdown, Tables::markdown));
    }
    if (page != null) {
      Path from = folder(page);
      all.add(
          new Export("--report", page, results -> Report.html(results, flameGraphs.links(from))));
    }
    return all;
  }

  private static Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent; // null: the root, a folder
  }

  private ParameterException wrong(Export export, IOException cause) {
    return new ParameterException(
        command.commandLine(), export.option + ": " + Problems.writing(export.file, cause));
  }
}
