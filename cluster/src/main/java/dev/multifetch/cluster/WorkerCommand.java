package dev.multifetch.cluster;

import dev.multifetch.cli.Subcommand;
import dev.multifetch.cli.console.Streams;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// A member that waits for crawls, until it is told to end.
@Command(
    name = "worker",
    sortOptions = false,
    description =
        "Joins other members and fetches its part of their crawls, until it gets Ctrl-C or SIGTERM."
            + " Then it hands its hosts over to the others.")
@SuppressWarnings("NullAway.Init") // picocli sets these fields
final class WorkerCommand implements Callable<Integer> {

  /// How the command line finds it.
  public static final class Provider implements Subcommand {

    @Override
    public String name() {
      return "worker";
    }

    @Override
    public Object command(Streams streams) {
      return new WorkerCommand(streams);
    }
  }

  private final Streams streams;

  @Mixin private MemberOptions member;

  WorkerCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (member.listen().isEmpty() || member.join().isEmpty()) {
      throw member.wrong("a worker needs --listen ADDRESS:PORT and --join ADDRESS:PORT,...");
    }
    InetSocketAddress place = member.listen().get();
    Optional<String> variable =
        Optional.ofNullable(streams.environment().get(MemberOptions.VARIABLE));
    String secret = member.secret(variable);
    AtomicReference<@Nullable Member> now = new AtomicReference<>();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(now.get())));
    try {
      while (true) {
        try (Member self = Member.at(place, member.join(), secret)) {
          now.set(self);
          streams.say("worker " + self.name() + " is ready");
          self.awaitGone();
          String why = self.flees() ? " stood still for too long" : " has lost the others";
          streams.say("worker " + self.name() + why + ", and joins anew");
        }
      }
    } catch (IOException e) {
      streams.say(String.valueOf(e.getMessage()));
      return 1;
    }
  }

  private void leave(@Nullable Member self) {
    if (self != null) {
      streams.say("worker " + self.name() + " hands its hosts over");
      self.close();
    }
  }
}
