package dev.multifetch.workshop;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.multifetch.conformance.rules.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One exercise, as the jar carries it.
///
/// @param number its place in the workshop, from 1 on
/// @param id its name, which stays if the order changes
/// @param block from 1 to 6, a model each, or `last`
/// @param rule the rule that the starter breaks
/// @param tests of the suite, in the order in which a check runs them
/// @param atOnce how many URLs it promises to have in flight; 0 for as many as `maxInFlight`
/// @param inTwoHours whether it belongs to the short path
/// @param read the page that explains more
public record Exercise(
    int number,
    String id,
    String title,
    String block,
    String kind,
    int minutes,
    Rule rule,
    List<String> tests,
    int atOnce,
    boolean inTwoHours,
    String read) {

  private static final String FOLDER = "workshop/exercises/";
  private static final Pattern SECTION = Pattern.compile("(?ms)^## (.+?)$(.*?)(?=^## |\\z)");
  private static final int HINTS = 3;

  /// All exercises, in their order.
  public static List<Exercise> all() {
    List<String> ids = text("order.txt").lines().filter(id -> !id.isBlank()).toList();
    return IntStream.range(0, ids.size()).mapToObj(i -> read(i + 1, ids.get(i))).toList();
  }

  private static Exercise read(int number, String id) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text(id + "/exercise.properties")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Settings settings = new Settings(id, properties);
    return new Exercise(
        number,
        id,
        settings.get("title"),
        settings.get("block"),
        settings.get("kind"),
        Integer.parseInt(settings.get("minutes")),
        Rule.valueOf(settings.get("rule")),
        Arrays.stream(settings.get("tests").split(",")).map(String::strip).toList(),
        Integer.parseInt(properties.getProperty("at-once", "0").strip()),
        settings.get("two-hours").equals("yes"),
        settings.get("read"));
  }

  private record Settings(String id, Properties properties) {
    String get(String key) {
      return Optional.ofNullable(properties.getProperty(key))
          .map(String::strip)
          .orElseThrow(
              () -> new IllegalStateException("exercise " + id + " lacks the property " + key));
    }
  }

  /// The model that its block is about.
  String model() {
    return switch (block) {
      case "1" -> "blocking";
      case "2" -> "thread pool";
      case "3" -> "virtual threads";
      case "4" -> "futures";
      case "5" -> "reactive";
      case "6" -> "event loop";
      default -> "your choice";
    };
  }

  /// The name of its file in a learner's folder: `E03FiveAtOnce.java`. It is also the name of the
  /// class, if the file is a program.
  public String file() {
    return className() + ".java";
  }

  /// Whether this is the name of an exercise's file.
  static boolean isFile(@Nullable String name) {
    return name != null && name.matches("E\\d\\d[A-Z]\\w*\\.java");
  }

  String className() {
    return "E%02d".formatted(number)
        + Arrays.stream(id.split("-"))
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
  }

  /// What a learner begins with.
  public String starter() {
    return named(text(id + "/Starter.java"));
  }

  public String solution() {
    return named(text(id + "/Solution.java"));
  }

  /// With the name of its file for its class, so that no two files declare the same class.
  private String named(String source) {
    return source.replaceAll("\\bExercise\\b", className());
  }

  /// Three steps, each more concrete than the one before.
  public List<String> hints() {
    return IntStream.rangeClosed(1, HINTS).mapToObj(i -> section("Hint " + i)).toList();
  }

  /// Why the solution works.
  public String why() {
    return section("Why it works");
  }

  private String section(String title) {
    return SECTION
        .matcher(text(id + "/words.md"))
        .results()
        .filter(section -> section.group(1).strip().equals(title))
        .map((MatchResult section) -> section.group(2).strip())
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("exercise " + id + " lacks the section " + title));
  }

  private static String text(String file) {
    try (InputStream in = Exercise.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("the exercises lack the file " + file);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
