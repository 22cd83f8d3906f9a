package dev.multifetch.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Looks up the terms of a document. Bold marks a term, once, where the text explains it. Two kinds
/// of bold are no terms: a lead-in, which begins a paragraph or a list item and ends with a mark
/// such as a full stop, and anything in a table.
record Glossary(Document entries) {

  private static final Path FILE = Path.of("docs", "glossary.md");
  private static final Pattern BOLD = Pattern.compile("\\*\\*(.+?)\\*\\*", Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");
  private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");
  private static final Pattern ITEM = Pattern.compile("\\s*(?:[-*+]|\\d+\\.)\\s+(.*)");
  private static final Pattern LEAD_IN = Pattern.compile(".*[.:?!][\"”)]*", Pattern.DOTALL);
  private static final Pattern NO_TEXT = Pattern.compile("\\s*|\\s*(?:[|#<]|---).*");

  static Glossary of(Repository repository) {
    boolean there = Files.exists(repository.root().resolve(FILE));
    return new Glossary(there ? Document.read(repository, FILE) : new Document(FILE, List.of()));
  }

  /// A part of a document within which bold must end.
  ///
  /// @param line where it begins, from 0
  private record Paragraph(int line, StringBuilder text) {}

  List<Problem> check(Document document) {
    List<Problem> problems = new ArrayList<>();
    Set<String> known = names();
    Set<String> seen = new HashSet<>();
    for (Paragraph paragraph : paragraphs(document)) {
      Matcher bold = BOLD.matcher(paragraph.text);
      while (bold.find()) {
        String term = bold.group(1);
        if (bold.start() == 0 && LEAD_IN.matcher(term).matches()) {
          continue;
        }
        long above = paragraph.text.chars().limit(bold.start()).filter(c -> c == '\n').count();
        int line = paragraph.line + (int) above + 1;
        term = term.replace('\n', ' ');
        if (!known.contains(plain(term))) {
          problems.add(
              new Problem(
                  document.path(),
                  line,
                  "no term \"%s\" in the glossary".formatted(term),
                  "explain it there, or write it without bold: see CONTRIBUTING.md"));
        } else if (!seen.add(plain(term))) {
          problems.add(
              new Problem(
                  document.path(),
                  line,
                  "\"%s\" is bold again".formatted(term),
                  "bold marks a term once, where it is explained"));
        }
      }
    }
    return problems;
  }

  /// The glossary itself: in order, and each term once.
  List<Problem> check() {
    List<Problem> problems = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    String before = "";
    for (int i = 0; i < entries.lines().size(); i++) {
      String names = names(entries.lines().get(i));
      String first = sorted(names);
      if (!first.isEmpty() && first.compareTo(before) < 0) {
        problems.add(new Problem(FILE, i + 1, names + " is out of order", "move it up"));
      }
      if (!each(names).allMatch(name -> name.isEmpty() || seen.add(name))) {
        problems.add(new Problem(FILE, i + 1, names + " is there twice", "keep one"));
      }
      before = first.isEmpty() ? before : first;
    }
    return problems;
  }

  /// The terms of all entries, in the form for comparing.
  Set<String> names() {
    return entries.lines().stream()
        .map(Glossary::names)
        .flatMap(Glossary::each)
        .collect(Collectors.toSet());
  }

  /// The first cell of a row, or nothing if the line has no term.
  private static String names(String line) {
    boolean row = line.startsWith("| ") && !line.startsWith("| term |");
    return row ? line.split("\\|", -1)[1].strip() : "";
  }

  private static String sorted(String names) {
    return names.split(",", 2)[0].toLowerCase(Locale.ROOT).replace('-', ' ');
  }

  private static Stream<String> each(String names) {
    return Stream.of(names.split(", *")).map(Glossary::plain);
  }

  /// The term without capitals, hyphens and the plural, which may differ from one use to the next.
  private static String plain(String term) {
    String words = LINK.matcher(term).replaceAll("$1").replace("`", "").replace('-', ' ');
    String one = words.strip().toLowerCase(Locale.ROOT);
    return one.endsWith("ies")
        ? one.substring(0, one.length() - 3) + "y"
        : one.replaceFirst("(?<!s)s$", "");
  }

  private static List<Paragraph> paragraphs(Document document) {
    List<Paragraph> paragraphs = new ArrayList<>();
    boolean[] fenced = document.fenced();
    boolean goesOn = false;
    for (int i = 0; i < document.lines().size(); i++) {
      String line = CODE.matcher(document.lines().get(i)).replaceAll(Glossary::withoutStars);
      if (fenced[i] || NO_TEXT.matcher(line).matches()) {
        goesOn = false;
        continue;
      }
      Matcher item = ITEM.matcher(line);
      if (goesOn && !item.matches()) {
        paragraphs.getLast().text.append('\n').append(line.strip());
      } else {
        String text = item.matches() ? item.group(1) : line.strip();
        paragraphs.add(new Paragraph(i, new StringBuilder(text)));
      }
      goesOn = true;
    }
    return paragraphs;
  }

  private static String withoutStars(MatchResult code) {
    return Matcher.quoteReplacement("`" + code.group(1).replace("*", "") + "`");
  }
}
