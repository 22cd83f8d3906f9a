package dev.multifetch.workshop.command;

import dev.multifetch.workshop.race.RacePage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Serves the page of the race until it is interrupted. On Ctrl-C the JVM ends, and so the input of
/// the lanes ends, and with it the lanes.
@Command(
    name = "race",
    sortOptions = false,
    description = {
      "Shows the six models in a race, on a page for the projector, until Ctrl-C.",
      "Each model fetches the same 100 URLs in a JVM of its own."
    })
@SuppressWarnings("NullAway.Init") // picocli sets what has no value
public final class RaceCommand implements Callable<Integer> {

  private final Streams streams;

  @Spec private CommandSpec command;

  @Option(
      names = "--port",
      paramLabel = "P",
      defaultValue = "8066",
      description = "The page's port; 0 takes any free port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--address",
      paramLabel = "A",
      defaultValue = "127.0.0.1",
      description = {
        "The address of this machine at which the page is served (default: ${DEFAULT-VALUE}).",
        "With 0.0.0.0, everyone in your network can open the page and start a race."
      })
  private InetAddress address;

  public RaceCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    try (RacePage page = open()) {
      streams.out().printf("Open %s in a browser, and press Race.%n", page.url());
      for (URI url : page.urlsForOthers()) {
        streams.out().printf("From other machines: %s%n", url);
      }
      streams.out().printf("Ctrl-C ends it.%n");
      streams.out().flush();
      new CountDownLatch(1).await(); // no bound: the user ends it
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.OK;
  }

  private RacePage open() {
    try {
      return RacePage.open(address, port);
    } catch (IOException | IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "race: " + e.getMessage(), e);
    }
  }
}
