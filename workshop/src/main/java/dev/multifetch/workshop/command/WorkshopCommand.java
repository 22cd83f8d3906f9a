package dev.multifetch.workshop.command;

import dev.multifetch.workshop.Checker;
import dev.multifetch.workshop.Exercise;
import dev.multifetch.workshop.Guide;
import dev.multifetch.workshop.LearnerFolder;
import dev.multifetch.workshop.UntrustedCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The exercises at the command line. Each command finds the learner's folder, does one thing, and
/// says what comes next.
@Command(
    name = "workshop",
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Teaches the six models by exercises, which the conformance suite checks.",
      "Begin with: workshop start"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what has no value
public final class WorkshopCommand {

  private static final String WHICH = "By number or name; by default the current exercise.";

  private final Streams streams;

  @Spec private CommandSpec spec;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      defaultValue = "",
      description = "The folder with your exercises, if it is not here.")
  private Path dir;

  private WorkshopCommand(Streams streams) {
    this.streams = streams;
  }

  /// The command with all of its subcommands.
  public static CommandLine commandLine(Streams streams) {
    WorkshopCommand workshop = new WorkshopCommand(streams);
    return new CommandLine(workshop)
        .addSubcommand(new StartCommand(streams))
        .addSubcommand(new WatchCommand(streams, workshop))
        .addSubcommand(new PredictCommand(streams))
        .addSubcommand(new RaceCommand(streams))
        .addSubcommand(new TeachCommand(streams));
  }

  /// Says what is wrong with the disk or the machine.
  ///
  /// @return the exit code; none if the exception is a defect of this program
  public static Optional<Integer> explain(Exception thrown, CommandLine command) {
    Optional<String> problem =
        switch (thrown) {
          case AccessDeniedException denied ->
              Optional.of(
                  "no permission for %s: take another folder".formatted(denied.getMessage()));
          case FileAlreadyExistsException file ->
              Optional.of(file.getMessage() + " is a file: take another folder");
          case IOException other -> Optional.ofNullable(other.getMessage());
          case UncheckedIOException other ->
              Optional.of(other.getMessage() + ": " + other.getCause());
          case UntrustedCheck untrusted -> Optional.ofNullable(untrusted.getMessage());
          default -> Optional.empty();
        };
    return problem.map(
        words -> {
          command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + words);
          return ExitCode.SOFTWARE;
        });
  }

  @Command(description = "Checks an exercise.")
  int check(
      @Parameters(arity = "0..1", paramLabel = "N", description = WHICH) @Nullable String which)
      throws IOException, InterruptedException {
    Guide guide = guide();
    Exercise exercise = exercise(guide, which);
    try (Checker checker = new Checker()) {
      boolean passed = guide.check(checker, exercise);
      return passed ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  @Command(description = "Shows a hint, more concrete each time.")
  int hint(
      @Parameters(arity = "0..1", paramLabel = "N", description = WHICH) @Nullable String which)
      throws IOException {
    Guide guide = guide();
    guide.hint(exercise(guide, which));
    return ExitCode.OK;
  }

  @Command(description = "Shows the solution, after a first try.")
  int solution(
      @Parameters(arity = "0..1", paramLabel = "N", description = WHICH) @Nullable String which,
      @Option(names = "--use", description = "Puts it into your file, and keeps a copy of yours.")
          boolean use)
      throws IOException {
    Guide guide = guide();
    return guide.solution(exercise(guide, which), use) ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  @Command(description = "Begins an exercise again, and keeps a copy of what you wrote.")
  int reset(
      @Parameters(arity = "0..1", paramLabel = "N", description = WHICH) @Nullable String which)
      throws IOException {
    Guide guide = guide();
    guide.reset(exercise(guide, which));
    return ExitCode.OK;
  }

  @Command(description = "Lists the exercises, and what you have done.")
  int list() throws IOException {
    guide().list();
    return ExitCode.OK;
  }

  @Command(description = "Goes to the next exercise that you have not passed.")
  int next() throws IOException {
    var _ = guide().next();
    return ExitCode.OK;
  }

  @Command(name = "goto", description = "Makes another exercise the current one.")
  int go(@Parameters(paramLabel = "N", description = "By number or name.") String which)
      throws IOException {
    Guide guide = guide();
    Exercise exercise = exercise(guide, which);
    guide.folder().go(exercise);
    guide.introduce(exercise);
    return ExitCode.OK;
  }

  Guide guide() throws IOException {
    try {
      LearnerFolder folder = LearnerFolder.find(dir, Exercise.all());
      return new Guide(folder, streams.out(), streams.command());
    } catch (NoSuchFileException e) {
      throw new ParameterException(
          spec.commandLine(),
          "there are no exercises here: begin with '%s start', or name their folder with --dir"
              .formatted(streams.command()));
    }
  }

  private Exercise exercise(Guide guide, @Nullable String which) {
    if (which == null) {
      return guide.folder().current();
    }
    try {
      return guide.folder().named(which);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }
}
