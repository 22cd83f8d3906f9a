package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/// Runs a few commands, right and wrong ones, and says nothing. The JVM can watch this run, and
/// keep what it finds out about our classes for later starts: `workshop start` does that.
@Command(name = "train", hidden = true)
final class TrainCommand implements Callable<Integer> {

  private final Measurements measurements;

  @Parameters(paramLabel = "DIR", description = "With exercises; what is in it changes.")
  private String folder = "";

  TrainCommand(Measurements measurements) {
    this.measurements = measurements;
  }

  @Override
  public Integer call() {
    for (List<String> line :
        List.of(
            List.of("workshop", "list", "--dir", folder),
            List.of("workshop", "check", "--dir", folder),
            List.of("workshop", "list", "--wrong"),
            List.of("get", "wrong://"),
            List.of("models"))) {
      OutputStream nowhere = OutputStream.nullOutputStream();
      Streams silent =
          new Streams(
              InputStream.nullInputStream(),
              nowhere,
              new PrintWriter(nowhere, false, UTF_8),
              Map.of());
      String[] words = line.toArray(String[]::new);
      var _ = Multifetch.commandLine(silent, measurements, words).execute(words);
    }
    return ExitCode.OK;
  }
}
