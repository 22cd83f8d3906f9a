package dev.multifetch.docs;

import static java.util.Objects.requireNonNull;

import dev.multifetch.docs.Document.Marker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compares the generated blocks of a document with their sources.
final class Blocks {

  private static final String UPDATE = "run: mvn -pl docs,evidence test -Dsnippets=update";

  private final Map<String, Block> kinds;

  private Blocks(Map<String, Block> kinds) {
    this.kinds = kinds;
  }

  /// The blocks that are made from source code and other files of the repository.
  static Blocks ofSources(Repository repository) {
    return new Blocks(
        Map.of(
            "snippet", new Snippet(repository),
            "diff", new SourceDiff(repository),
            "rules", new RuleTables(repository),
            "results", new ResultTables(repository),
            "file", new WholeFile(repository),
            "vote", new VoteLists(repository)));
  }

  /// The blocks that are made from files that the tests of other modules wrote to `target`.
  static Blocks ofEvidence(Repository repository) {
    return new Blocks(
        Map.of(
            "message", new SuiteMessage(repository),
            "output", new ProgramOutput(repository),
            "conformance", new ConformanceTables(repository),
            "faults", new FaultTables(repository),
            "scorecard", new ScorecardTables(repository),
            "certificates", new CertificateTables(repository)));
  }

  static Blocks ofAll(Repository repository) {
    Map<String, Block> kinds = new HashMap<>(ofSources(repository).kinds);
    kinds.putAll(ofEvidence(repository).kinds);
    return new Blocks(kinds);
  }

  /// Rewrites every block that differs from its source, in all documents.
  void updateAll(Repository repository) throws IOException {
    for (Path path : repository.documents()) {
      Document document = Document.read(repository, path);
      Document updated = updated(document);
      if (!updated.equals(document)) {
        updated.write(repository);
      }
    }
  }

  /// How many blocks of a kind a document has.
  long count(Document document, String kind) {
    return document.markers(kinds).stream().filter(marker -> marker.kind().equals(kind)).count();
  }

  List<Problem> check(Document document) throws IOException {
    List<Problem> problems = new ArrayList<>();
    for (Marker marker : document.markers(kinds)) {
      try {
        Place place = find(document, marker);
        Block block = block(marker);
        Optional<List<String>> expected = expected(document, marker);
        if (place.shown(document).isEmpty()) {
          throw new BrokenReference("nothing below " + marker.argument(), UPDATE);
        }
        if (expected.isPresent() && !block.matches(place.shown(document), expected.get())) {
          throw new BrokenReference(
              "%s %s differs from its source".formatted(marker.kind(), marker.argument()), UPDATE);
        }
      } catch (BrokenReference e) {
        problems.add(e.in(document, marker.line()));
      }
    }
    return problems;
  }

  /// The blocks that cannot be compared, because their sources have not been built.
  List<String> uncompared(Document document) throws IOException {
    List<String> uncompared = new ArrayList<>();
    for (Marker marker : document.markers(kinds)) {
      try {
        if (expected(document, marker).isEmpty()) {
          uncompared.add("%s:%d".formatted(document.path(), marker.line() + 1));
        }
      } catch (BrokenReference _) { // check() reports it
      }
    }
    return uncompared;
  }

  /// The document with its required content; a block that cannot be made stays as it is.
  Document updated(Document document) throws IOException {
    List<String> lines = new ArrayList<>(document.lines());
    List<Marker> markers =
        document.markers(kinds).reversed(); // from the end: lines above keep their numbers
    for (Marker marker : markers) {
      try {
        Place place = find(document, marker);
        Block block = block(marker);
        Optional<List<String>> expected = expected(document, marker);
        if (expected.isPresent()
            && (place.missing() || !block.matches(place.shown(document), expected.get()))) {
          place.replace(
              lines,
              block.opening(marker.argument()),
              marker.kind(),
              block.rewritten(place.shown(document), expected.get()));
        }
      } catch (BrokenReference _) { // check() reports it
      }
    }
    return document.with(lines);
  }

  private Optional<List<String>> expected(Document document, Marker marker)
      throws BrokenReference, IOException {
    Block block = block(marker);
    Optional<List<String>> expected = block.expected(marker.argument());
    boolean code = !block.opening(marker.argument()).isEmpty();
    return code ? expected : expected.map(document::fromHere);
  }

  private Block block(Marker marker) {
    return requireNonNull(kinds.get(marker.kind()));
  }

  /// The place of a block's lines: after `from`, before `to`. Both are the lines that enclose it.
  /// If nothing follows the marker, both are the marker's line.
  private record Place(int from, int to) {

    boolean missing() {
      return from == to;
    }

    List<String> shown(Document document) {
      return missing() ? List.of() : document.lines().subList(from + 1, to);
    }

    void replace(List<String> lines, String opening, String kind, List<String> expected) {
      if (missing()) {
        boolean fence = !opening.isEmpty();
        List<String> whole = new ArrayList<>(fence ? List.of(opening) : List.of());
        whole.addAll(expected);
        whole.add(fence ? "```" : "<!-- %s: end -->".formatted(kind));
        lines.addAll(from + 1, whole);
      } else {
        lines.subList(from + 1, to).clear();
        lines.addAll(from + 1, expected);
      }
    }
  }

  private Place find(Document document, Marker marker) throws BrokenReference {
    List<String> lines = document.lines();
    String opening = block(marker).opening(marker.argument());
    String closing = opening.isEmpty() ? "<!-- %s: end -->".formatted(marker.kind()) : "```";
    int from = marker.line();
    if (!opening.isEmpty()) {
      if (from + 1 == lines.size() || !lines.get(from + 1).equals(opening)) {
        return new Place(from, from);
      }
      from++;
    }
    int to = from + 1;
    while (to < lines.size() && !lines.get(to).equals(closing)) {
      to++;
    }
    if (to < lines.size()) {
      return new Place(from, to);
    }
    if (opening.isEmpty()) {
      return new Place(from, from);
    }
    throw new BrokenReference("a fence without an end", "close it with " + closing);
  }
}
