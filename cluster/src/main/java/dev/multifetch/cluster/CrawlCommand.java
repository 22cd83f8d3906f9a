package dev.multifetch.cluster;

import dev.multifetch.cli.Subcommand;
import dev.multifetch.cli.console.FilePath;
import dev.multifetch.cli.console.Streams;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Fetches a list of URLs on the members of a cluster; this process is one of them.
@Command(
    name = "crawl",
    sortOptions = false,
    description =
        "Fetches a list of URLs, on several machines or in this process alone. Each host has one"
            + " member that sends it requests. The same command goes on where an earlier crawl of"
            + " the same list ended.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all URLs were fetched",
      "1:some URLs failed, some results are missing, or the crawl ended early",
      "2:the command line is wrong",
      "130:interrupted (Ctrl-C)"
    })
@SuppressWarnings("NullAway.Init") // picocli sets these fields
final class CrawlCommand implements Callable<Integer> {

  /// How the command line finds it.
  public static final class Provider implements Subcommand {

    @Override
    public String name() {
      return "crawl";
    }

    @Override
    public Object command(Streams streams) {
      return new CrawlCommand(streams);
    }
  }

  private final Streams streams;

  @Spec private CommandSpec spec;

  @Option(
      names = "-i",
      paramLabel = "FILE",
      required = true,
      description =
          "The list: a URL on each line. The file may be packed by gzip. Members that have the same"
              + " file under the same name help to read it.")
  private Path list;

  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      required = true,
      converter = FilePath.Written.class,
      description =
          "Where each member saves lines of results and bodies, in a folder with its name. It may be"
              + " one folder that all members share, or a folder on each machine.")
  private Path folder;

  @Option(
      names = "--members",
      paramLabel = "N",
      defaultValue = "1",
      description = "Begin when so many members are there (default: ${DEFAULT-VALUE}).")
  private int members;

  @Option(
      names = "--collect",
      paramLabel = "DIR",
      converter = FilePath.Written.class,
      description =
          "When the crawl is over, bring the results of all members here: a line for each URL, in"
              + " the order of the list, and the bodies.")
  private Optional<Path> collect;

  @Option(
      names = "--status",
      paramLabel = "ADDRESS:PORT",
      converter = MemberOptions.Place.class,
      description = "Show the crawl on a web page at this address of this machine, as it goes.")
  private Optional<InetSocketAddress> status;

  @Mixin private MemberOptions member;
  @Mixin private FetchArguments fetch;

  CrawlCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (members < 1) {
      throw wrong("--members must be 1 or more, was " + members);
    }
    if (members > 1 && member.listen().isEmpty()) {
      throw wrong("--members: this process must be found: add --listen and --join");
    }
    if (member.listen().isEmpty() && !member.join().isEmpty()) {
      throw wrong("--join: this process must be found, too: add --listen ADDRESS:PORT");
    }
    if (collect.isPresent() && absolute(collect.get()).startsWith(absolute(folder))) {
      throw wrong("--collect: " + folder + " is the folder of the members: name another");
    }
    if (!Files.isRegularFile(list)) {
      throw wrong("-i: cannot read " + list + ": it is not a file");
    }
    fetch.check();
    if (fetch.hasCredentials()) {
      throw wrong("-H: a crawl sends no passwords and no cookies, since its list has many hosts");
    }
    Optional<String> variable =
        Optional.ofNullable(streams.environment().get(MemberOptions.VARIABLE));
    String secret = member.secret(variable);
    CrawlOrder order =
        new CrawlOrder(
            UUID.randomUUID().toString(),
            list.toString(),
            ListFile.digest(list),
            folder.toString(),
            FetchArguments.among(spec.commandLine().getParseResult()));
    try (Member self =
        member.listen().isPresent()
            ? Member.at(member.listen().get(), member.join(), secret)
            : Member.alone()) {
      if (collect.isPresent()) {
        CollectedResults.check(collect.get(), order.digest());
      }
      Crawl crawl = new Crawl(self, order, members, streams);
      int code = crawl.run(status);
      OptionalLong done = crawl.complete();
      return collect.isEmpty() || done.isEmpty()
          ? code
          : Math.max(
              code, new Collecting(self, order, streams).run(collect.get(), done.getAsLong()));
    } catch (IOException | CrawlFailed e) {
      streams.say(String.valueOf(e.getMessage()));
      return Crawl.SOME_FAILED;
    }
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
