package dev.multifetch.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The promises of a document: the rows of a table whose second column is headed `held by`. Each
/// names the tests that check it, as `ClassOfTest#test` in code.
record Promises(Repository repository) {

  private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");

  List<Problem> check(Document document) {
    List<Problem> problems = new ArrayList<>();
    boolean promises = false;
    for (int i = 0; i < document.lines().size(); i++) {
      String line = document.lines().get(i);
      if (line.endsWith("| held by |")) {
        promises = true;
      } else if (!line.startsWith("|")) {
        promises = false;
      } else if (promises && !line.startsWith("|---")) {
        try {
          check(line);
        } catch (BrokenReference e) {
          problems.add(e.in(document, i));
        }
      }
    }
    return problems;
  }

  /// How many tests a document names.
  static long count(Document document) {
    return document.lines().stream().mapToLong(line -> TEST.matcher(line).results().count()).sum();
  }

  private void check(String promise) throws BrokenReference {
    Matcher named = TEST.matcher(promise);
    int tests = 0;
    for (; named.find(); tests++) {
      find(named.group(1), named.group(2));
    }
    if (tests == 0) {
      throw new BrokenReference("a promise that no test holds", "name one, as `Class#test`");
    }
  }

  private void find(String type, String test) throws BrokenReference {
    List<String> source = JavaSource.parse(repository.file(".../" + type + ".java")).member(test);
    if (source.stream().noneMatch(line -> line.matches("@(Parameterized)?Test\\b.*"))) {
      throw new BrokenReference(type + "#" + test + " is no test", "name the one that holds it");
    }
  }
}
