package dev.multifetch.docs;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// How every fault ended, in one program or module.
record Scorecard(List<Judged> faults) {

  /// What a user sees of a fault. The symbol and the word say the same, so that neither colour nor
  /// shape is needed.
  enum Verdict {
    TOLD("✓", "", "told for what it is"),
    FOOLED("✗", "fooled", "taken for a good answer"),
    REFUSED("○", "refused", "a good answer refused"),
    HANGS("…", "hangs", "hangs"),
    TAKES_OTHERS_DOWN("▼", "down", "takes other URLs down"),
    NO_TLS("–", "", "not asked: no TLS");

    final String symbol;
    final String word;
    final String words;

    Verdict(String symbol, String word, String words) {
      this.symbol = symbol;
      this.word = word;
      this.words = words;
    }

    String cell() {
      return (symbol + " " + word).strip();
    }
  }

  record Judged(String topic, String id, String what, Verdict verdict) {

    /// A line that ScorecardTest wrote.
    static Judged ofProgram(String line) {
      String[] cells = line.split("\t", -1);
      return new Judged(cells[0], cells[1], cells[2], Verdict.valueOf(cells[4]));
    }

    /// A line that a module's conformance test wrote. If a failure is required, any failure counts
    /// as reported.
    static Judged ofModule(String line) {
      FaultTables.Seen fault = FaultTables.Seen.of(line);
      Verdict verdict;
      if (fault.due().isFailure()) {
        verdict = fault.seen().isFailure() ? Verdict.TOLD : Verdict.FOOLED;
      } else if (fault.seen().isFailure()) {
        verdict = Verdict.REFUSED;
      } else {
        boolean same = fault.seen().end().equals(fault.due().end());
        verdict = same ? Verdict.TOLD : Verdict.FOOLED;
      }
      return new Judged(fault.topic(), fault.id(), fault.what(), verdict);
    }
  }

  static Scorecard of(List<String> lines, Function<String, Judged> judged) {
    return new Scorecard(lines.stream().map(judged).toList());
  }

  List<Judged> with(Verdict verdict) {
    return faults.stream().filter(fault -> fault.verdict() == verdict).toList();
  }

  Map<Verdict, Integer> totals() {
    Map<Verdict, Integer> totals = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      totals.put(verdict, with(verdict).size());
    }
    return totals;
  }
}
