package dev.multifetch.cli.origin;

import dev.multifetch.benchmarks.server.BenchmarkServer;
import dev.multifetch.cli.console.Interruption;
import dev.multifetch.cli.console.Quantities;
import dev.multifetch.cli.console.Streams;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Serves what `compare` fetches from, in this process, until it is ended.
@Command(
    name = "origin",
    sortOptions = false,
    description = {
      "Serves what compare fetches from, on the loopback, until Ctrl-C.",
      "Misbehaves for a URL that names a fault, such as /?fault=body-short."
    })
@SuppressWarnings("NullAway.Init") // picocli sets what has no value
public final class OriginCommand implements Callable<Integer> {

  private static final String RECIPES =
      """
      /bytes/1024                       a body of 1024 bytes
      /bytes/1024?delay=50ms            after 50 ms
      /bytes/1024?delay=lognormal       after a time with a long tail; n=17 and seed=1 decide it
      /bytes/1024?connection=close      and the connection ends with it
      /page?n=17                        one of the 71 resources of a web page; seed=1 decides which page
      /bytes/1024?failures=2            2 % fail, by a status of 500 or a cut connection
      /?fault=body-short                a server that misbehaves; /faults lists each fault and its URL
      /control/evidence                 what was seen: requests, peak in flight, connections, bytes
      /control/authority                who signed the certificate, as PEM
      """;

  private final Streams streams;

  private CommandSpec command;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      converter = Quantities.Port.class,
      description = "For http; 0 takes one that is free (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--tls-port",
      paramLabel = "N",
      defaultValue = "0",
      converter = Quantities.Port.class,
      description = "For https; likewise (default: ${DEFAULT-VALUE}).")
  private int tlsPort;

  @Option(names = "--faults", description = "Lists the faults, a line for each, and ends.")
  private boolean faults;

  public OriginCommand(Streams streams) {
    this.streams = streams;
  }

  /// The names of the faults are looked up when help is asked for, since no other command needs
  /// them.
  @Spec
  void describe(CommandSpec spec) {
    command = spec;
    spec.usageMessage()
        .sectionMap()
        .put(UsageMessageSpec.SECTION_KEY_FOOTER, _ -> "\nFaults:\n" + Faults.names());
  }

  @Override
  public Integer call() throws IOException {
    if (faults) {
      streams.out().write(Faults.lines());
      streams.out().flush();
    } else {
      serve();
    }
    return ExitCode.OK;
  }

  private void serve() throws IOException {
    CountDownLatch ended = new CountDownLatch(1);
    try (Interruption _ = new Interruption(ended::countDown);
        FaultScenes scenes = new FaultScenes();
        BenchmarkServer server = open(scenes)) {
      scenes.listensAt(server.http());
      streams.out().write("%s\n%s\n\n%s".formatted(server.http(), server.https(), RECIPES));
      streams.out().flush();
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the end of it, as a signal is
    }
  }

  private BenchmarkServer open(FaultScenes scenes) throws InterruptedException {
    try {
      return BenchmarkServer.listen(port, tlsPort, scenes);
    } catch (IOException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()));
    }
  }
}
