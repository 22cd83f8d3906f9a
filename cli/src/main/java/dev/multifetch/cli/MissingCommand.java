package dev.multifetch.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/// Stands where a [Subcommand] would, if its jar is missing, and says which jar to add.
@Command(description = "Is in multifetch-cluster.jar, which the script multifetch finds by itself.")
@SuppressWarnings("NullAway.Init") // picocli sets these fields
final class MissingCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    String command = spec.name();
    spec.commandLine()
        .getErr()
        .println(
            ("multifetch %s: it needs a second jar, multifetch-cluster.jar: put it beside"
                    + " multifetch.jar, and run 'java -jar multifetch-cluster.jar %s%s'")
                .formatted(command, command, arguments.isEmpty() ? "" : " ..."));
    return ExitCode.USAGE;
  }
}
