package dev.multifetch.benchmarks.peers;

import dev.multifetch.results.Sample;
import dev.multifetch.results.Slice;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The clients in other languages.
public final class Programs {

  private static final String REQUESTS = "apt-get install python3-requests";
  private static final String AIOHTTP = "apt-get install python3-aiohttp";

  private Programs() {}

  /// Whether they are installed or not.
  public static List<Program> all() {
    return List.of(
        requests("python-requests-sequential-tutorial", Peer.SEQUENTIAL, "sequential_tutorial"),
        requests("python-requests-sequential", Peer.SEQUENTIAL, "sequential"),
        requests("python-requests-threads-tutorial", "thread pool", "threads_tutorial"),
        requests("python-requests-threads", "thread pool", "threads"),
        aiohttp("python-aiohttp-tutorial", "tutorial"),
        aiohttp("python-aiohttp", "session"),
        new Script(
            "go-net-http",
            "goroutines",
            "Go net/http",
            "apt-get install golang-go",
            Interpreter.go(),
            "fetch.go"),
        new Script(
            "node-fetch",
            "event loop",
            "Node fetch",
            "apt-get install nodejs",
            Interpreter.node(),
            "fetch.mjs"),
        new Curl("curl"),
        new Wrk("wrk", 2));
  }

  private static Program requests(String name, String model, String source) {
    return new Script(
        name,
        model,
        "Python requests",
        REQUESTS,
        Interpreter.python("requests"),
        "requests_" + source + ".py");
  }

  private static Program aiohttp(String name, String source) {
    return new Script(
        name,
        "event loop",
        "Python aiohttp",
        AIOHTTP,
        Interpreter.python("aiohttp"),
        "aiohttp_" + source + ".py");
  }

  /// Runs a program on an errand. The sample reports all failures.
  public static Sample run(Program program, Errand errand) throws InterruptedException {
    if (!program.suits(errand.workload())) {
      String reason = program.name() + " cannot measure " + errand.workload().title();
      return failed(program, errand, reason);
    }
    try {
      List<Lap> laps = program.laps(errand);
      List<Lap> measured = laps.subList(errand.warmUps(), laps.size());
      return sample(program, errand, measured, Optional.empty(), false);
    } catch (NotInstalledException e) {
      return sample(program, errand, List.of(), Optional.of(reason(e)), true);
    } catch (IOException e) {
      return failed(program, errand, reason(e));
    }
  }

  /// A program that was not run, or failed.
  public static Sample failed(Program program, Errand errand, String reason) {
    return sample(program, errand, List.of(), Optional.of(reason), false);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private static Sample sample(
      Program program, Errand errand, List<Lap> laps, Optional<String> failure, boolean absent) {
    return new Sample(
        program.name(),
        program.model(),
        program.transport(),
        program.track(),
        errand.workload(),
        program.concurrency(errand.inFlight()),
        errand.urls(),
        Slice.alone(laps.stream().map(lap -> lap.score(errand.workload())).toList()),
        laps.stream().mapToLong(lap -> program.unexpected(lap, errand)).sum(),
        Optional.empty(), // the caller adds what the server saw
        failure,
        absent,
        figures(laps));
  }

  private static Map<String, Double> figures(List<Lap> laps) {
    Map<String, Double> figures = new HashMap<>();
    double cpu = laps.stream().mapToDouble(Lap::cpuSeconds).sum();
    long requests = laps.stream().mapToLong(Lap::urls).sum();
    figures.put("cpu µs/request", cpu / requests * 1e6);
    figures.put("resident MiB", laps.stream().mapToDouble(Lap::residentKib).max().orElse(0) / 1024);
    figures.values().removeIf(figure -> figure.isNaN());
    if (laps.isEmpty()) {
      figures.clear();
    }
    return figures;
  }
}
