package dev.multifetch.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One Markdown file.
///
/// @param path relative to the repository
record Document(Path path, List<String> lines) {

  private static final Pattern FENCE = Pattern.compile("\\s*(```|~~~).*");
  private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");
  private static final Pattern ANCHOR = Pattern.compile("<(?:a|view) id=\"([^\"]+)\"");
  private static final Pattern FROM_ROOT = Pattern.compile("]\\(/([^)#]+)");
  private static final Pattern COMMENT = Pattern.compile("<!-- ([a-z]+): (.*\\S) -->");

  /// A comment that names the source of the lines after it.
  ///
  /// @param line from 0
  record Marker(int line, String kind, String argument) {}

  static Document read(Repository repository, Path path) {
    return new Document(path, Repository.lines(repository.root().resolve(path)));
  }

  void write(Repository repository) throws IOException {
    Files.write(repository.root().resolve(path), lines);
  }

  Document with(List<String> changed) {
    return new Document(path, changed);
  }

  /// The same lines, in which a link from the root of the repository, such as `](/docs/a.md)`,
  /// leads to the same place from this document.
  List<String> fromHere(List<String> lines) {
    return lines.stream()
        .map(line -> FROM_ROOT.matcher(line).replaceAll(link -> "](" + relative(link.group(1))))
        .toList();
  }

  private String relative(String target) {
    if (path.equals(Path.of(target))) {
      return "";
    }
    @Nullable Path folder = path.getParent();
    return folder == null ? target : folder.relativize(Path.of(target)).toString();
  }

  /// The comments of these kinds, outside of fences.
  List<Marker> markers(Map<String, Block> kinds) {
    List<Marker> markers = new ArrayList<>();
    boolean[] fenced = fenced();
    for (int i = 0; i < lines.size(); i++) {
      Matcher comment = COMMENT.matcher(lines.get(i));
      if (!fenced[i]
          && comment.matches()
          && kinds.containsKey(comment.group(1))
          && !comment.group(2).equals("end")) {
        markers.add(new Marker(i, comment.group(1), comment.group(2)));
      }
    }
    return markers;
  }

  /// For each line, whether it is code, which includes the fences.
  boolean[] fenced() {
    boolean[] fenced = new boolean[lines.size()];
    String open = "";
    for (int i = 0; i < lines.size(); i++) {
      Matcher fence = FENCE.matcher(lines.get(i));
      fenced[i] = !open.isEmpty() || fence.matches();
      if (open.isEmpty() && fence.matches()) {
        open = fence.group(1);
      } else if (lines.get(i).strip().equals(open)) {
        open = "";
      }
    }
    return fenced;
  }

  /// What a link may point at in this file: headings as GitHub names them, and anchors.
  List<String> anchors() {
    List<String> anchors = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    boolean[] fenced = fenced();
    for (int i = 0; i < lines.size(); i++) {
      Matcher heading = HEADING.matcher(lines.get(i));
      if (!fenced[i] && heading.matches()) {
        String slug = slug(heading.group(1));
        int before = seen.merge(slug, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? slug : slug + "-" + before);
      }
      Matcher anchor = ANCHOR.matcher(lines.get(i));
      while (!fenced[i] && anchor.find()) {
        anchors.add(anchor.group(1));
      }
    }
    return anchors;
  }

  private static String slug(String heading) {
    return heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }
}
