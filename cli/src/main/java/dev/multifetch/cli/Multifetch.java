package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.multifetch.cli.compare.CompareCommand;
import dev.multifetch.cli.compare.Measurements;
import dev.multifetch.cli.compare.RealMeasurements;
import dev.multifetch.cli.console.FilePath;
import dev.multifetch.cli.console.Printable;
import dev.multifetch.cli.console.Streams;
import dev.multifetch.cli.get.GetCommand;
import dev.multifetch.cli.origin.OriginCommand;
import dev.multifetch.workshop.command.WorkshopCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.Security;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command `multifetch`: it has only subcommands.
@Command(
    name = "multifetch",
    description = "Fetches many URLs at once, in a model of concurrency of your choice.",
    mixinStandardHelpOptions = true,
    versionProvider = Multifetch.Version.class,
    scope = ScopeType.INHERIT)
final class Multifetch {

  /// How picocli begins a converter's message, which reads better after the option's bare name.
  private static final Pattern INVALID_VALUE =
      Pattern.compile("^Invalid value for option '([^']+)'(?: \\(.*?\\))?:");

  private static final String CARRIERS_PROPERTY = "jdk.virtualThreadScheduler.parallelism";
  private static final int CARRIERS = 8;

  public static void main(String[] arguments) {
    // A program may set this for its whole process, a library may not. The JDK must not repeat a
    // failed lookup for 10 s, so that a lookup that failed for a moment can be tried again at once.
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    setCarriers();
    Streams streams =
        new Streams(
            System.in,
            new FileOutputStream(FileDescriptor.out), // not System.out, which hides its errors
            new PrintWriter(new FileOutputStream(FileDescriptor.err), true, UTF_8),
            System.getenv());
    Measurements measurements = new RealMeasurements("multifetch " + String.join(" ", arguments));
    int exitCode = commandLine(streams, measurements, arguments).execute(arguments);
    if (exitCode != CommandLine.ExitCode.OK || othersAreAtWork()) {
      System.exit(exitCode);
    }
  }

  /// A virtual thread that loads a class keeps its carrier. If all carriers are kept, and what they
  /// wait for belongs to a virtual thread without a carrier, the process hangs. The JDK has as many
  /// carriers as cores; on two cores that has happened, so there are at least eight.
  private static void setCarriers() {
    int cores = Runtime.getRuntime().availableProcessors();
    if (cores < CARRIERS && System.getProperty(CARRIERS_PROPERTY) == null) {
      System.setProperty(CARRIERS_PROPERTY, String.valueOf(CARRIERS));
    }
  }

  /// Whether the JVM would not end by itself. `System.exit` waits 300 ms while any thread is in
  /// native code, and a thread of the JDK that polls sockets always is. So we avoid it.
  private static boolean othersAreAtWork() {
    Thread[] threads = new Thread[Thread.activeCount() + 8]; // a few may begin meanwhile
    int count = Thread.enumerate(threads);
    return Stream.of(threads)
        .limit(count)
        .anyMatch(thread -> thread != Thread.currentThread() && !thread.isDaemon());
  }

  /// The command for these arguments. If they begin with a subcommand, it has only this one: it
  /// takes longer to describe all of them than to run most of them.
  static CommandLine commandLine(Streams streams, Measurements measurements, String... arguments) {
    Map<String, Supplier<Object>> subcommands = new LinkedHashMap<>();
    subcommands.put("get", () -> new GetCommand(streams));
    subcommands.put("compare", () -> new CompareCommand(streams, measurements));
    subcommands.put("models", ModelsCommand::new);
    subcommands.put("origin", () -> new OriginCommand(streams));
    subcommands.put("workshop", () -> WorkshopCommand.commandLine(streams.forWorkshop()));
    List.of("crawl", "worker").forEach(name -> subcommands.put(name, () -> added(name, streams)));
    subcommands.put("train", () -> new TrainCommand(measurements));
    if (arguments.length > 0 && subcommands.containsKey(arguments[0])) {
      subcommands.keySet().retainAll(Set.of(arguments[0]));
    }
    CommandLine multifetch = new CommandLine(new Multifetch());
    subcommands.forEach((name, command) -> multifetch.addSubcommand(name, command.get()));
    if (subcommands.size() > 1) {
      multifetch.addSubcommand(new Completion()); // it describes the others
    }
    return multifetch
        .setOut(new PrintWriter(streams.out(), true))
        .setErr(streams.err())
        .registerConverter(Path.class, new FilePath())
        .setExpandAtFiles(false) // an argument that starts with @ is a bad URL, not a file
        .setParameterExceptionHandler(Multifetch::explain)
        .setExecutionExceptionHandler(
            (thrown, command, _) ->
                WorkshopCommand.explain(thrown, command).orElseGet(() -> confess(thrown, command)));
  }

  /// A subcommand of another jar, which may be missing.
  private static Object added(String name, Streams streams) {
    for (Subcommand subcommand : ServiceLoader.load(Subcommand.class)) {
      if (subcommand.name().equals(name)) {
        return subcommand.command(streams);
      }
    }
    return new MissingCommand();
  }

  /// For a wrong command line, prints the error and where to find help, not the whole help.
  private static int explain(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = command.getErr();
    if (wrong instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
      String message = unexpected(unmatched.getUnmatched(), command);
      err.println(name + ": " + Printable.escaped(message)); // picocli would suggest any command
    } else {
      err.println(name + ": " + Printable.escaped(message(wrong)));
      List<String> instead = insteadOfCurls(wrong);
      instead.forEach(err::println);
      if (instead.isEmpty()) { // else picocli would guess
        UnmatchedArgumentException.printSuggestions(wrong, err);
      }
    }
    err.println("Try '" + name + " --help'.");
    return CommandLine.ExitCode.USAGE;
  }

  private static String message(ParameterException wrong) {
    if (String.valueOf(wrong.getMessage()).equals("Missing required subcommand")) {
      String names = String.join(", ", wrong.getCommandLine().getSubcommands().keySet());
      return "no command: name one of " + names;
    }
    return wrong instanceof OverwrittenOptionException twice
            && twice.getOverwritten() instanceof OptionSpec option
        ? option.longestName() + " is given twice: give it once"
        : INVALID_VALUE.matcher(String.valueOf(wrong.getMessage())).replaceFirst("$1");
  }

  private static List<String> insteadOfCurls(ParameterException wrong) {
    boolean get = wrong.getCommandLine().getCommandSpec().userObject() instanceof GetCommand;
    return get && wrong instanceof UnmatchedArgumentException unmatched
        ? CurlOptions.instead(unmatched.getUnmatched().getFirst())
        : List.of();
  }

  private static String unexpected(List<String> arguments, CommandLine command) {
    String first = arguments.getFirst();
    if (command.getParent() != null) {
      return "unexpected argument: " + first;
    }
    String problem = "no command has the name " + first;
    return first.contains(".") || first.contains("/")
        ? problem + ": to fetch it, run 'multifetch get " + first + "'"
        : problem;
  }

  /// For a defect of this program, prints everything that helps to find it, escaped, because a
  /// server may have chosen the words.
  private static int confess(Exception defect, CommandLine command) {
    StringWriter trace = new StringWriter();
    defect.printStackTrace(new PrintWriter(trace));
    trace.toString().lines().map(Multifetch::indented).forEach(command.getErr()::println);
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String indented(String line) {
    return line.startsWith("\t")
        ? "\t" + Printable.escaped(line.substring(1))
        : Printable.escaped(line);
  }

  /// The version that the jar's manifest names.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Multifetch.class.getPackage().getImplementationVersion();
      return new String[] {"multifetch " + Optional.ofNullable(version).orElse("(unpackaged)")};
    }
  }
}
