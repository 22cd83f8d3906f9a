package dev.multifetch.cli;

import java.io.PrintWriter;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/// Prints picocli's script for shell completion, with one change: of a list such as `--models
/// netty,reactive` it completes each name, and not only the first.
@Command(name = "generate-completion")
@SuppressWarnings("NullAway.Init") // picocli sets the field
final class Completion extends AutoComplete.GenerateCompletion {

  private static final String ONE = "compReplyArray \"${LABEL_option_args[@]}\"";

  /// Completes what stands after the last comma of the word, and puts the rest before it.
  private static final String AFTER_A_COMMA =
      "compgen -P \"${curr_word%\"${curr_word##*,}\"}\" -W \"${LABEL_option_args[*]}\""
          + " -- \"${curr_word##*,}\"";

  @Spec private CommandSpec command;

  @Override
  public void run() {
    CommandLine root = command.root().commandLine();
    String script = AutoComplete.bash(root.getCommandName(), root);
    for (String label : lists(root).map(OptionSpec::paramLabel).distinct().toList()) {
      script = script.replace(ONE.replace("LABEL", label), AFTER_A_COMMA.replace("LABEL", label));
    }
    PrintWriter out = command.commandLine().getOut();
    out.print(script + "\n"); // not println: no shell reads lines that end as on Windows
    out.flush();
  }

  private static Stream<OptionSpec> lists(CommandLine parent) {
    return parent.getSubcommands().values().stream()
        .flatMap(sub -> Stream.concat(sub.getCommandSpec().options().stream(), lists(sub)))
        .filter(option -> !option.splitRegex().isEmpty());
  }
}
