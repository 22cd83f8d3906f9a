package dev.multifetch.workshop.command;

import dev.multifetch.workshop.Doctor;
import dev.multifetch.workshop.Exercise;
import dev.multifetch.workshop.Guide;
import dev.multifetch.workshop.LearnerFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Looks at the machine, unpacks the exercises, and says how to begin.
@Command(
    name = "start",
    sortOptions = false,
    description = "Looks at this machine, unpacks the exercises, and says what is next.")
@SuppressWarnings("NullAway.Init") // picocli sets what has no value
public final class StartCommand implements Callable<Integer> {

  private final Streams streams;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = LearnerFolder.NAME,
      description = "For your files (default: ${DEFAULT-VALUE}). What is there stays.")
  private Path dir;

  @ArgGroup private Length length = new Length();

  static final class Length {
    @Option(names = "--two-hours", description = "Five exercises, one for most models.")
    private boolean twoHours;

    @SuppressWarnings("UnusedVariable") // it only excludes the other
    @Option(names = "--day", description = "All exercises (the default).")
    private boolean day;
  }

  public StartCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = streams.out();
    List<Doctor.Sign> signs = Doctor.examine();
    signs.forEach(sign -> out.printf("%-12s %s%s%n", sign.what(), sign.seen(), remedy(sign)));
    if (!signs.stream().allMatch(Doctor.Sign::isWell)) {
      return ExitCode.SOFTWARE;
    }
    LearnerFolder folder = LearnerFolder.make(dir, Exercise.all(), length.twoHours);
    out.printf(
        "exercises    %d in %s: files that were there stay as they are%n",
        folder.path().size(), dir);
    if (!Doctor.hasStartupCache()) {
      out.printf("start-up     makes a cache, once, which takes up to half a minute ...%n");
      out.flush();
    }
    Doctor.makeStartupCache().ifPresent(done -> out.printf("start-up     %s%n", done));
    out.println();
    new Guide(folder, out, streams.command()).introduce(folder.current());
    String where = dir.equals(Path.of(LearnerFolder.NAME)) ? "" : " --dir " + dir;
    out.printf(
        "%nThen let the suite look at each change, here or in another terminal:%n%n    %s%s watch%n",
        streams.command(), where);
    return ExitCode.OK;
  }

  private static String remedy(Doctor.Sign sign) {
    return sign.isWell() ? "" : ": " + sign.remedy();
  }
}
