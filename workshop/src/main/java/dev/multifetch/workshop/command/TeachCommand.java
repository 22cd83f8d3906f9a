package dev.multifetch.workshop.command;

import dev.multifetch.workshop.teach.Teach;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/// Serves what a teacher needs, until it is ended.
@Command(
    name = "teach",
    sortOptions = false,
    description = {
      "Serves the slides, the votes, the handout and the documents, until Ctrl-C.",
      "The address that it prints first is yours: it holds a token, and only with it can votes be opened and closed."
    })
@SuppressWarnings("NullAway.Init") // picocli sets what has no value
public final class TeachCommand implements Callable<Integer> {

  private final Streams streams;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8100",
      description = "Listens there; 0 takes one that is free (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--address",
      paramLabel = "A",
      defaultValue = "127.0.0.1",
      description = {
        "Listens there (default: ${DEFAULT-VALUE}, for this machine only).",
        "With 0.0.0.0, learners on the same network can vote, too."
      })
  private InetAddress address;

  @Option(
      names = "--race",
      paramLabel = "URL",
      description = "Where multifetch workshop race listens. The slide of the race leads there.")
  private @Nullable URI race;

  public TeachCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Teach teach = Teach.open(address, port, Optional.ofNullable(race))) {
      print(teach);
      new CountDownLatch(1).await(); // until the process is ended
      return ExitCode.OK;
    }
  }

  private void print(Teach teach) {
    streams.out().println("Your page:      " + teach.teacher());
    if (teach.learners().isEmpty()) {
      String why =
          address.isLoopbackAddress()
              ? "on this machine only; see --address"
              : "on this machine only: no network found; connect, and start again";
      streams.out().println("Learners vote:  " + why);
    }
    teach.learners().forEach(url -> streams.out().println("Learners vote:  " + url));
    streams.out().println("Ctrl-C ends it, and forgets the votes.");
    streams.out().flush();
  }
}
