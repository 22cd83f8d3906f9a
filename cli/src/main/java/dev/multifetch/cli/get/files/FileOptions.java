package dev.multifetch.cli.get.files;

import dev.multifetch.BodyHandler;
import dev.multifetch.cli.console.FilePath;
import dev.multifetch.cli.console.Problems;
import dev.multifetch.cli.get.output.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that say where bodies go, and how their files are named.
@SuppressWarnings("NullAway.Init") // picocli sets these fields
public final class FileOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      converter = FilePath.Written.class,
      description =
          "Save each body in this folder, as 000017-name.ext. Earlier files stay: the numbers go"
              + " on after them. Several runs may save to one folder.")
  private @Nullable Path folder;

  @Option(
      names = "--name",
      paramLabel = "TEMPLATE",
      converter = NameTemplate.Converter.class,
      description = {
        "Name the files by this template, such as '{index:06}-{host}-{file}' or"
            + " '{host}/{path}/{stem}.{type}'. / makes a folder. Fields: {index}; {host}, {port},"
            + " {path} (all folders), {path:1} (the first), {file}, {stem}, {ext} and {query} of the"
            + " URL; {status}; {disposition}, the server's name for the file; {type}, an extension"
            + " by its media type. If a name is taken, -INDEX is added."
      })
  private @Nullable NameTemplate template;

  @Option(
      names = "--mirror",
      description =
          "Name the files by host and path: host/path/file, index.html for a folder, and the query"
              + " after an @. If a name is taken, -INDEX is added.")
  private boolean mirror;

  @Option(
      names = "--skip-existing",
      description =
          "Fetch no URL whose file is there. It ends as SKIPPED. With --mirror, or a --name that does"
              + " not depend on the response.")
  private boolean skipExisting;

  public Optional<Path> folder() {
    return Optional.ofNullable(folder);
  }

  /// @throws ParameterException if two of these options do not fit
  public void check() {
    if (template != null && mirror) {
      throw wrong("--mirror: --name names the files already: leave one of them out");
    }
    if (template == null && !mirror && skipExisting) {
      throw wrong("--skip-existing: the numbers of files change: add --mirror, or --name");
    }
    if (skipExisting && template != null && template.needsResponse()) {
      throw wrong(
          "--skip-existing: {status}, {disposition} and {type} are known only from the response:"
              + " leave them out of --name");
    }
    if (folder == null && (template != null || mirror)) {
      throw wrong((mirror ? "--mirror" : "--name") + ": no folder is named: add --output-dir");
    }
  }

  /// Opens the folder, if the user names one.
  ///
  /// @param resumed whether the run goes on with an earlier run
  /// @throws ParameterException if the folder is missing and cannot be created, or options do not
  ///   fit
  public Optional<BodyFolder> open(boolean resumed) {
    if (folder == null) {
      return Optional.empty();
    }
    try {
      Files.createDirectories(folder);
      BodyHandler.deleteLeftovers(folder);
      return Optional.of(new BodyFolder(folder, names(folder, resumed), resumed));
    } catch (IOException e) {
      throw wrong("--output-dir: " + Problems.writing(folder, e));
    }
  }

  private FileNames names(Path folder, boolean resumed) throws IOException {
    if (template != null) {
      return new ClaimedNames(folder, template);
    }
    if (mirror) {
      return new ClaimedNames(folder, (_, url, _) -> NameRule.mirrored(url));
    }
    return resumed ? NumberedNames.resumed() : NumberedNames.after(folder);
  }

  /// What need not be fetched because its file is there. Without `--skip-existing` that is nothing,
  /// but the files get their names in the order of the list.
  public Earlier earlier(BodyFolder bodies) {
    return input ->
        bodies
            .expected(input)
            .filter(file -> skipExisting && Files.isRegularFile(file))
            .<Result>map(file -> new Result.Skipped(input, Optional.of(file)));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
