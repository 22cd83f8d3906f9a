package dev.multifetch.docs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The verdicts on each kind of certificate: a table for a topic (`certificates: NAMES`). The
/// models' tests write their verdicts to `target/certificates/TOPIC`; those of other programs are
/// on record.
record CertificateTables(Repository repository) implements Block {

  private static final String RECORD = "conformance/recorded/certificates.tsv";

  /// One line of a variant's file: the kind, the required verdict, the verdict seen.
  ///
  /// @param verdict the verdict of the RFCs: trusted or refused
  /// @param otherwise why every variant decides differently, or empty
  record Judged(
      String id, String what, String clause, String verdict, String otherwise, String seen) {

    static Judged of(String line) {
      String[] cells = line.split("\t", -1);
      return new Judged(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]);
    }
  }

  @Override
  public String opening(String argument) {
    return "";
  }

  @Override
  public Optional<List<String>> expected(String argument) throws BrokenReference, IOException {
    Optional<Map<String, List<String>>> files =
        new VariantFiles(repository, "certificates/" + argument).read();
    if (files.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<Judged>> variants = new LinkedHashMap<>();
    files
        .get()
        .forEach((name, lines) -> variants.put(name, lines.stream().map(Judged::of).toList()));
    return Optional.of(table(variants, recorded()));
  }

  /// For each program, by name and version, its verdict on each kind.
  private Map<String, Map<String, String>> recorded() throws BrokenReference {
    Map<String, Map<String, String>> programs = new LinkedHashMap<>();
    for (String line : Repository.lines(repository.file(RECORD))) {
      String[] cells = line.split("\t", -1);
      programs
          .computeIfAbsent("%s<br>%s".formatted(cells[0], cells[1]), _ -> new LinkedHashMap<>())
          .put(cells[3], cells[4]);
    }
    return programs;
  }

  private static List<String> table(
      Map<String, List<Judged>> variants, Map<String, Map<String, String>> programs) {
    List<String> head = new ArrayList<>(List.of("what is special", "decided by", "verdict"));
    head.add("all %d variants".formatted(variants.size()));
    head.addAll(programs.keySet());
    List<String> lines = new ArrayList<>(List.of(row(head)));
    lines.add(head.stream().map(_ -> "---").collect(Collectors.joining("|", "|", "|")));
    List<Judged> kinds = variants.values().iterator().next();
    for (int i = 0; i < kinds.size(); i++) {
      Judged kind = kinds.get(i);
      List<String> cells = new ArrayList<>(List.of(kind.what(), kind.clause(), kind.verdict()));
      cells.add(byAll(i, variants));
      for (Map<String, String> verdicts : programs.values()) {
        cells.add(against(kind, verdicts.getOrDefault(kind.id(), "not recorded")));
      }
      lines.add(row(cells));
    }
    return lines;
  }

  /// One word if all variants agree, and the reason if they decide differently from the RFCs.
  private static String byAll(int place, Map<String, List<Judged>> variants) {
    Map<String, List<String>> verdicts = new LinkedHashMap<>();
    variants.forEach(
        (name, kinds) ->
            verdicts
                .computeIfAbsent(
                    against(kinds.get(place), kinds.get(place).seen()), _ -> new ArrayList<>())
                .add(name));
    String why = variants.values().iterator().next().get(place).otherwise();
    return verdicts.size() > 1
        ? verdicts.toString()
        : verdicts.keySet().iterator().next() + (why.isEmpty() ? "" : ": " + why);
  }

  /// Bold marks trust in a certificate that must not be trusted.
  private static String against(Judged kind, String seen) {
    if (seen.equals(kind.verdict())) {
      return "✓";
    }
    return seen.equals("trusted") ? "**trusted**" : seen;
  }

  private static String row(List<String> cells) {
    return RuleTables.row(cells.toArray(String[]::new));
  }
}
