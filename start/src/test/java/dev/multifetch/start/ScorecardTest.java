package dev.multifetch.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.faults.Fault;
import dev.multifetch.conformance.servers.Certificates;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import dev.multifetch.start.Trial.Result;
import dev.multifetch.start.Trial.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Each program of `docs/start` against every fault. `target/scorecard/NAME.tsv` has the verdicts
/// afterwards, for the documents.
@Tag("process")
class ScorecardTest {

  /// At least one program does not get over these, so each of them has a process of its own from
  /// the start. To leave one out here changes no verdict, and takes longer.
  private static final Set<String> ALONE =
      Set.of("huge-body", "endless-gzip-header", "endless-redirect-body", "long-chunk");

  private static final int TAKES = 3;

  private final Semaphore processors = new Semaphore(4); // more than two: they wait, too

  @Test
  void whatEachProgramMakesOfEachFault() throws Exception {
    Packed.all();
    TrustStore.write();
    train();
    Map<Fault, Act> acts = new HashMap<>();
    for (Fault fault : Fault.all()) {
      try (Act act = Act.of(fault)) {
        acts.put(fault, act);
      }
    }
    List<Callable<List<Seen>>> tasks = new ArrayList<>();
    for (Program program : Program.all()) {
      tasks.add(() -> scorecard(program, acts));
    }
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<List<Seen>>> cards = threads.invokeAll(tasks);
      for (int i = 0; i < cards.size(); i++) {
        List<Seen> card = cards.get(i).get();
        assertThat(card).hasSameSizeAs(Fault.all());
        write(Program.all().get(i), card);
      }
    }
  }

  private static void train() throws Exception {
    try (ScriptedServer plain = ScriptedServer.start(Scripts.always(Scripts.OK));
        ScriptedServer tls =
            ScriptedServer.start(Certificates.forNames("127.0.0.1"), Scripts.always(Scripts.OK))) {
      List<String> arguments = new ArrayList<>(TrustStore.options());
      arguments.add(plain.url("/").toString());
      Packed.train(new Program("EventLoop"), arguments);
      arguments.add(tls.url("/").toString());
      Packed.train(new Program("Reactive"), arguments);
    }
  }

  private List<Seen> scorecard(Program program, Map<Fault, Act> acts) throws Exception {
    List<Seen> card = new ArrayList<>();
    List<Trial> trials = new ArrayList<>();
    List<Fault> plain = new ArrayList<>();
    List<Fault> tls = new ArrayList<>();
    List<Fault> inTurn = new ArrayList<>();
    for (Fault fault : Fault.all()) {
      Act act = acts.get(fault);
      if (act.needsTls() && program.name().equals("EventLoop")) {
        card.add(new Seen(fault, Verdict.NO_TLS, ""));
      } else if (act.isInTurn()) {
        inTurn.add(fault);
      } else if (!fault.prompt() || ALONE.contains(fault.id())) {
        trials.add(new Trial(program, false, List.of(fault)));
      } else {
        (act.needsTls() ? tls : plain).add(fault);
      }
    }
    trials.add(new Trial(program, false, plain));
    trials.add(new Trial(program, true, inTurn));
    if (!tls.isEmpty()) {
      trials.add(new Trial(program, false, tls));
    }
    card.addAll(run(trials));
    card.sort(Comparator.comparingInt(seen -> Fault.all().indexOf(seen.fault())));
    return card;
  }

  /// All at once, as far as there are processors for them. Where several faults went through one
  /// process and something was missing at its end, each goes through one of its own. What a busy
  /// machine made late runs again.
  private List<Seen> run(List<Trial> trials) throws Exception {
    List<Seen> seen = new ArrayList<>();
    List<Trial> again = new ArrayList<>();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Callable<Result>> tasks = new ArrayList<>();
      trials.forEach(trial -> tasks.add(() -> trial.run(processors)));
      List<Future<Result>> results = threads.invokeAll(tasks);
      for (int i = 0; i < trials.size(); i++) {
        Trial trial = trials.get(i);
        Result result = results.get(i).get();
        boolean alone = trial.faults().size() == 1;
        if (alone ? !result.late() || trial.take() == TAKES : result.clean() && !result.late()) {
          seen.addAll(result.seen());
        } else if (alone) {
          again.add(trial.again());
        } else {
          trial.faults().forEach(fault -> again.add(trial.alone(fault)));
        }
      }
    }
    if (!again.isEmpty()) {
      seen.addAll(run(again));
    }
    return seen;
  }

  private static void write(Program program, List<Seen> card) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "scorecard"));
    List<String> lines =
        card.stream()
            .map(
                seen ->
                    String.join(
                        "\t",
                        seen.fault().topic().name(),
                        seen.fault().id(),
                        seen.fault().what(),
                        seen.fault().end().words(),
                        seen.verdict().name(),
                        seen.line()))
            .toList();
    Files.write(folder.resolve(program.name() + ".tsv"), lines);
  }
}
