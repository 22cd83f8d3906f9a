package dev.multifetch.cli;

import dev.multifetch.FetcherFactory;
import dev.multifetch.cli.console.Models;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Lists the values of `--model`.
@Command(name = "models", description = "Lists the models: name, transport, and what waits where.")
final class ModelsCommand implements Runnable {

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    List<FetcherFactory> models = Models.all();
    String row =
        "%-"
            + width(models, FetcherFactory::name)
            + "s  %-" // each column as wide as its widest cell
            + width(models, FetcherFactory::transport)
            + "s  %s%n";
    PrintWriter out = spec.commandLine().getOut();
    for (FetcherFactory model : models) {
      out.printf(row, model.name(), model.transport(), model.summary());
    }
    out.flush();
  }

  private static int width(List<FetcherFactory> models, Function<FetcherFactory, String> column) {
    return models.stream().mapToInt(model -> column.apply(model).length()).max().orElse(1);
  }
}
