package dev.multifetch.start;

import dev.multifetch.conformance.faults.Fault;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// One run of a program: its arguments are the URLs of one fault or of several, with good URLs of
/// another server before, between and after.
///
/// @param inTurn whether the program's copy runs, which fetches one URL at a time
/// @param take how often it ran, this time included
record Trial(Program program, boolean inTurn, List<Fault> faults, int take) {

  /// A time-out that the program reports on its own.
  private static final Pattern TIME_OUT = Pattern.compile("failed, .*([Tt]imeout|timed out).*");

  /// These end in one although they could be told at once.
  private static final Set<String> SLOW = Set.of("silent-address", "unasked-101");

  /// The server goes on with these until the program's memory is full.
  private static final Set<String> ENDLESS = Set.of("endless-gzip-header", "endless-redirect-body");

  private static final int AROUND = 4; // good URLs before the first fault and after the last
  private static final int STARTING = 60; // seconds to the first line
  private static final int PROMPT = 4; // seconds after which another may start
  private static final int LIMIT = 45; // seconds after the first line; a time-out is 10 or 30
  private static final int FILLING = 180; // the same where the server fills the memory in 42 s

  /// @param line that was printed for the fault's URL, or nothing
  record Seen(Fault fault, Verdict verdict, String line) {}

  /// @param clean whether every URL has a line and the program has ended
  /// @param late whether a time-out was reported that no fault explains: a busy machine makes it
  record Result(boolean clean, boolean late, List<Seen> seen) {}

  Trial(Program program, boolean inTurn, List<Fault> faults) {
    this(program, inTurn, faults, 1);
  }

  /// The same with one of its faults.
  Trial alone(Fault fault) {
    return new Trial(program, inTurn, List.of(fault));
  }

  Trial again() {
    return new Trial(program, inTurn, faults, take + 1);
  }

  /// Runs it. Only so many processes start at a time.
  Result run(Semaphore processors) throws Exception {
    List<Act> acts = new ArrayList<>();
    try (ScriptedServer good = ScriptedServer.start(Scripts.always(Scripts.OK))) {
      for (Fault fault : faults) {
        acts.add(Act.of(fault));
      }
      List<URI> company = new ArrayList<>();
      List<String> arguments = new ArrayList<>(options(acts));
      greet(AROUND, good, company, arguments);
      for (Act act : acts) {
        act.urls().forEach(url -> arguments.add(url.toString()));
        greet(1, good, company, arguments);
      }
      greet(AROUND, good, company, arguments);
      Printed printed = print(arguments, processors);
      boolean othersFine =
          company.stream().allMatch(url -> printed.of(url).equals("200, 2 bytes: " + url));
      boolean othersLate =
          company.stream().anyMatch(url -> TIME_OUT.matcher(printed.of(url)).matches());
      return judge(acts, printed, othersFine, othersLate);
    } finally {
      for (Act act : acts) {
        act.close();
      }
    }
  }

  private static void greet(int times, ScriptedServer good, List<URI> company, List<String> all) {
    for (int i = 0; i < times; i++) {
      URI url = good.url("/" + company.size());
      company.add(url);
      all.add(url.toString());
    }
  }

  private List<String> options(List<Act> acts) throws Exception {
    List<String> options = new ArrayList<>();
    Path hosts = Files.createTempFile(Packed.folder(), "hosts", ".txt");
    Files.write(hosts, acts.stream().flatMap(act -> act.hosts().stream()).distinct().toList());
    options.add("-Djdk.net.hosts.file=" + hosts);
    if (acts.stream().anyMatch(Act::needsTls)) {
      options.addAll(TrustStore.options());
    }
    return options;
  }

  private Printed print(List<String> arguments, Semaphore processors) throws Exception {
    processors.acquire();
    boolean held = true;
    try {
      ProcessBuilder builder = Packed.process(program, inTurn, arguments);
      Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try (Printed printed = new Printed(process)) {
        printed.awaitFirst(STARTING);
        if (!process.waitFor(PROMPT, TimeUnit.SECONDS)) {
          processors.release();
          held = false;
          process.waitFor(limit() - PROMPT, TimeUnit.SECONDS);
        }
        return printed;
      }
    } finally {
      if (held) {
        processors.release();
      }
    }
  }

  private int limit() {
    return faults.stream().anyMatch(fault -> ENDLESS.contains(fault.id())) ? FILLING : LIMIT;
  }

  private Result judge(List<Act> acts, Printed printed, boolean othersFine, boolean late) {
    boolean clean = othersFine && printed.endedWell();
    List<Seen> seen = new ArrayList<>();
    for (Act act : acts) {
      String line = printed.of(act.last());
      clean &= !line.isEmpty();
      boolean prompt = act.fault().prompt() && !SLOW.contains(act.fault().id());
      late |= prompt && TIME_OUT.matcher(line).matches();
      Verdict verdict;
      if (!othersFine || printed.died()) {
        verdict = Verdict.TAKES_OTHERS_DOWN;
      } else if (line.isEmpty() || !printed.endedWell()) {
        verdict = Verdict.HANGS;
      } else {
        verdict = Verdict.on(line, act.fault(), act.lengthDue());
      }
      seen.add(new Seen(act.fault(), verdict, line));
    }
    return new Result(clean, late, seen);
  }
}
