package dev.multifetch.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Follows the links of a document to other files of the repository, and to headings. Links to
/// other hosts are not followed: a build needs no network.
record Links(Repository repository) {

  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)|^\\[[^]]+]: +(\\S+)");
  private static final Pattern CODE = Pattern.compile("`[^`]*`");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");

  List<Problem> check(Document document) {
    List<Problem> problems = new ArrayList<>();
    boolean[] fenced = document.fenced();
    for (int i = 0; i < document.lines().size(); i++) {
      Matcher link = LINK.matcher(CODE.matcher(document.lines().get(i)).replaceAll(""));
      while (!fenced[i] && link.find()) {
        String target = link.group(1) != null ? link.group(1) : link.group(2);
        try {
          follow(document, target);
        } catch (BrokenReference e) {
          problems.add(e.in(document, i));
        }
      }
    }
    return problems;
  }

  private void follow(Document document, String target) throws BrokenReference {
    if (ELSEWHERE.matcher(target).matches()) {
      return;
    }
    String[] parts = target.split("#", 2);
    Path here = repository.root().resolve(document.path());
    Path there = parts[0].isEmpty() ? here : here.resolveSibling(parts[0]).normalize();
    if (!there.startsWith(repository.root()) || !Files.exists(there)) {
      throw new BrokenReference("dead link " + target, "correct or remove it");
    }
    if (parts.length == 2) {
      List<String> anchors =
          Document.read(repository, repository.root().relativize(there)).anchors();
      if (!anchors.contains(parts[1])) {
        throw new BrokenReference("dead link " + target, "the file has " + anchors);
      }
    }
  }
}
