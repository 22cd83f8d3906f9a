package dev.multifetch.workshop.command;

import dev.multifetch.workshop.predict.Lessons;
import dev.multifetch.workshop.predict.Prediction;
import dev.multifetch.workshop.predict.Screen;
import java.io.Console;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `multifetch workshop predict`: asks what will happen, runs it, and explains the difference.
@Command(
    name = "predict",
    description = {
      "Shows a program, and asks what it will do: how long, how many at once, how many"
          + " threads, in which order.",
      "Then runs it in a JVM of its own, shows both, and explains the difference."
    })
public final class PredictCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "N|MODEL",
      description = "A number of --list, or a model such as thread-pool; without it, all of them.")
  private @Nullable String which;

  @Option(names = "--list", description = "Lists the predictions, and ends.")
  private boolean list;

  @Option(
      names = "--send",
      paramLabel = "URL",
      description = "Sends each answer to the teacher's page, such as http://teacher:8080.")
  private @Nullable String teacher;

  private final Streams streams;

  public PredictCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (list) {
      streams.out().println(Lessons.list());
      streams.out().flush();
      return ExitCode.OK;
    }
    List<Integer> numbers = chosen();
    try (Prediction prediction = new Prediction(screen(), teacher())) {
      prediction.run(numbers);
      return ExitCode.OK;
    } catch (IOException e) {
      streams.err().println("multifetch workshop predict: " + e.getMessage());
      streams.err().flush();
      return ExitCode.SOFTWARE;
    }
  }

  private List<Integer> chosen() {
    try {
      return Lessons.chosen(Optional.ofNullable(which));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec().commandLine(), e.getMessage(), e);
    }
  }

  private Optional<URI> teacher() {
    if (teacher == null) {
      return Optional.empty();
    }
    try {
      URI url = URI.create(teacher);
      if ("http".equals(url.getScheme()) && url.getHost() != null && url.getRawQuery() == null) {
        return Optional.of(url);
      }
    } catch (IllegalArgumentException e) {
      // as below
    }
    throw new ParameterException(
        spec().commandLine(), "--send must be a URL such as http://teacher:8080, was " + teacher);
  }

  private Screen screen() {
    var ansi = spec().commandLine().getColorScheme().ansi();
    return new Screen(
        streams.in(),
        streams.out(),
        words -> ansi.string("@|bold " + words + "|@"),
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent());
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("picocli has not set the command's spec");
    }
    return spec;
  }
}
