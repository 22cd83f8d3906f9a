package dev.multifetch.benchmarks.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A program whose source is among this class's resources. It gets the URLs and the number of
/// batches, and prints a line of JSON for each batch. The figures do not include its start.
record Script(
    String name,
    String model,
    String transport,
    String install,
    Interpreter interpreter,
    String source)
    implements Program {

  /// If a JVM starts a process directly, the process counts the JVM's memory in its own peak. If a
  /// shell starts it, it does not.
  private static final List<String> SHELL = List.of("/bin/sh", "-c", "\"$@\"; exit $?", "sh");

  @Override
  public List<Lap> laps(Errand errand) throws IOException, InterruptedException {
    List<String> command =
        interpreter.command(source).orElseThrow(() -> new NotInstalledException(install));
    List<Lap> laps = new ArrayList<>();
    int wanted = errand.warmUps() + errand.repeats();
    int each = errand.warmUps() == 0 ? 1 : wanted; // every cold start needs a new process
    while (laps.size() < wanted) {
      laps.addAll(oneProcess(command, errand, each));
    }
    return laps;
  }

  private List<Lap> oneProcess(List<String> command, Errand errand, int count)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(SHELL);
    words.addAll(command);
    words.add(errand.url().toString());
    words.add(Integer.toString(errand.urls()));
    words.add(Integer.toString(concurrency(errand.inFlight())));
    words.add(Integer.toString(count));
    if (errand.numbered()) {
      words.add("numbered");
    }
    Command.Printed printed =
        Command.run(Program.bound(errand, words), Program.environment(errand), errand.patience())
            .orThrow();
    List<Lap> laps = new ArrayList<>();
    for (String line : printed.output().lines().toList()) {
      Lap lap = Lap.parse(line);
      if (lap.urls() != errand.urls()) {
        throw new IOException("it told of %d of %d URLs".formatted(lap.urls(), errand.urls()));
      }
      laps.add(lap);
    }
    if (laps.size() != count) {
      throw new IOException("it told of %d of %d batches".formatted(laps.size(), count));
    }
    return laps;
  }
}
