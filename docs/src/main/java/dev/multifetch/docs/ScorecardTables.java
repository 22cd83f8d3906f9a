package dev.multifetch.docs;

import static java.util.Objects.requireNonNull;

import dev.multifetch.docs.Scorecard.Judged;
import dev.multifetch.docs.Scorecard.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the programs of `docs/start` make of every fault: how many, with examples, in one of them
/// (`scorecard: Blocking`), how many in each (`scorecard: totals`), and fault by fault (`scorecard:
/// all`). The tests of the module start and of the models leave it in their `target`.
record ScorecardTables(Repository repository) implements Block {

  private static final String FOLDER = "start/target/scorecard";
  private static final int EXAMPLES = 3;

  /// A program, and the module that keeps the contract in the same model. One program has no
  /// module.
  private static final Map<String, String> MODULES = modules();

  private static final Map<String, String> TOPICS =
      Map.of(
          "CONNECTING", "Reaching the server",
          "TLS", "TLS",
          "HEAD", "The head",
          "FRAMING", "Where the body ends",
          "BODY", "What the body holds",
          "REDIRECTS", "Redirects",
          "TIME", "Time",
          "REUSE", "Using a connection again");

  private static Map<String, String> modules() {
    Map<String, String> modules = new LinkedHashMap<>();
    modules.put("Blocking", "01-blocking");
    modules.put("ThreadPool", "02-thread-pool");
    modules.put("VirtualThreads", "03-virtual-threads");
    modules.put("Futures", "04-completablefuture");
    modules.put("Reactive", "05-reactive");
    modules.put("EventLoop", "06-netty");
    modules.put("StructuredConcurrency", "");
    return modules;
  }

  /// Everything that the tests wrote.
  private record Cards(Map<String, Scorecard> programs, Map<String, Scorecard> modules) {}

  @Override
  public String opening(String argument) {
    return "";
  }

  @Override
  public Optional<List<String>> expected(String argument) throws BrokenReference, IOException {
    Optional<Cards> cards = cards();
    if (cards.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (argument) {
          case "all" -> matrix(cards.get());
          case "totals" -> totals(cards.get());
          default -> one(argument, cards.get());
        });
  }

  private Optional<Cards> cards() throws IOException {
    Optional<Map<String, List<String>>> variants = new VariantFiles(repository, "faults").read();
    Map<String, Scorecard> programs = new LinkedHashMap<>();
    Map<String, Scorecard> modules = new LinkedHashMap<>();
    for (Map.Entry<String, String> pair : MODULES.entrySet()) {
      Path card = repository.root().resolve(FOLDER).resolve(pair.getKey() + ".tsv");
      if (variants.isEmpty() || !Files.exists(card)) {
        return Optional.empty();
      }
      programs.put(pair.getKey(), Scorecard.of(Repository.lines(card), Judged::ofProgram));
      String module = pair.getValue();
      if (!module.isEmpty()) {
        List<String> lines = variants.get().getOrDefault(module.substring(3), List.of());
        modules.put(module, Scorecard.of(lines, Judged::ofModule));
      }
    }
    return Optional.of(new Cards(programs, modules));
  }

  private List<String> one(String program, Cards cards) throws BrokenReference {
    if (!MODULES.containsKey(program)) {
      throw new BrokenReference("no program " + program, "write one of " + MODULES.keySet());
    }
    Scorecard card = requireNonNull(cards.programs().get(program));
    String module = MODULES.getOrDefault(program, "");
    boolean alone = module.isEmpty();
    List<String> lines = new ArrayList<>();
    String head =
        "of %d faults | [%s.java](%s.java)".formatted(card.faults().size(), program, program);
    String beside = alone ? "" : " | [%s](../../%s/README.md)".formatted(module, module);
    lines.add("| %s%s | such as |".formatted(head, beside));
    lines.add(alone ? "|---|---:|---|" : "|---|---:|---:|---|");
    for (Verdict verdict : Verdict.values()) {
      List<Judged> faults = card.with(verdict);
      if (verdict == Verdict.NO_TLS && faults.isEmpty()) {
        continue;
      }
      boolean named = verdict != Verdict.TOLD && verdict != Verdict.NO_TLS;
      List<String> cells = new ArrayList<>();
      cells.add(verdict.symbol + " " + verdict.words);
      cells.add("" + faults.size());
      if (!alone) {
        cells.add("" + requireNonNull(cards.modules().get(module)).with(verdict).size());
      }
      cells.add(named ? examples(faults) : "");
      lines.add(row(cells));
    }
    CodeLines code = new CodeLines(repository);
    List<String> cells = new ArrayList<>(List.of("lines of code", "" + code.program(program)));
    if (!alone) {
      CodeLines.Parts parts = code.module(module);
      cells.add("%,d".formatted(parts.all()));
      cells.add(
          "the module has %,d; the client below it %,d; what all modules share, %,d"
              .formatted(parts.model(), parts.client(), parts.shared()));
    } else {
      cells.add("");
    }
    lines.add(row(cells));
    return lines;
  }

  /// A page shows some, and [#matrix] shows all.
  private static String examples(List<Judged> faults) {
    String some =
        faults.stream()
            .limit(EXAMPLES)
            .map(ScorecardTables::link)
            .collect(Collectors.joining(", "));
    int more = faults.size() - EXAMPLES;
    return more <= 0 ? some : some + " and [%d more](scorecard.md#fault-by-fault)".formatted(more);
  }

  private static String link(Judged fault) {
    return "[%s](../robustness.md#%s)".formatted(fault.id(), fault.id());
  }

  private List<String> totals(Cards cards) {
    CodeLines code = new CodeLines(repository);
    List<String> head = new ArrayList<>(List.of("who"));
    Stream.of(Verdict.values()).forEach(one -> head.add(one.symbol + "<br>" + one.words));
    head.add("lines<br>of code");
    List<String> lines = new ArrayList<>(List.of(row(head)));
    lines.add("|---" + "|---:".repeat(head.size() - 1) + "|");
    cards
        .programs()
        .forEach(
            (name, card) ->
                lines.add(
                    totals("[%s.java](%s.java)".formatted(name, name), card, code.program(name))));
    cards
        .modules()
        .forEach(
            (name, card) ->
                lines.add(
                    totals(
                        "[%s](../../%s/README.md)".formatted(name, name),
                        card,
                        code.module(name).all())));
    return lines;
  }

  private static String totals(String who, Scorecard card, int code) {
    List<String> cells = new ArrayList<>(List.of(who));
    card.totals().values().forEach(total -> cells.add("" + total));
    cells.add("%,d".formatted(code));
    return row(cells);
  }

  private List<String> matrix(Cards cards) {
    List<String> head = new ArrayList<>(List.of("fault"));
    cards
        .programs()
        .keySet()
        .forEach(name -> head.add(name.replaceAll("(?<=[a-z])(?=[A-Z])", " ")));
    head.add("all six modules");
    List<String> lines = new ArrayList<>(List.of(row(head)));
    lines.add("|---".repeat(head.size()) + "|");
    String topic = "";
    List<Judged> faults = cards.programs().values().iterator().next().faults();
    for (int i = 0; i < faults.size(); i++) {
      Judged fault = faults.get(i);
      if (!fault.topic().equals(topic)) {
        topic = fault.topic();
        lines.add("| **" + TOPICS.get(topic) + "** |" + " |".repeat(head.size() - 1));
      }
      int place = i;
      List<String> cells = new ArrayList<>();
      cells.add("[%s](../robustness.md#%s): %s".formatted(fault.id(), fault.id(), fault.what()));
      cards.programs().values().forEach(card -> cells.add(cell(card, place)));
      cells.add(
          cards.modules().values().stream()
              .map(card -> cell(card, place))
              .distinct()
              .collect(Collectors.joining(", ")));
      lines.add(row(cells));
    }
    return lines;
  }

  private static String cell(Scorecard card, int place) {
    return card.faults().get(place).verdict().cell();
  }

  private static String row(List<String> cells) {
    return RuleTables.row(cells.toArray(String[]::new));
  }
}
