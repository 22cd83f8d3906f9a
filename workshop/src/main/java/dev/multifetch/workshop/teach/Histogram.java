package dev.multifetch.workshop.teach;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// How often each answer was given. Numbers that differ too much for a bar each share bars.
record Histogram(List<Bar> bars) {

  private static final int MOST = 8; // bars that can be read from the last row

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(\\.\\d{1,9})?");

  /// @param label the answer, or a range of numbers
  record Bar(String label, int count) {}

  /// @param labels the answers that there are, in order; none if any answer is possible
  static Histogram of(List<String> labels, Collection<String> answers) {
    if (!labels.isEmpty()) {
      return new Histogram(labels.stream().map(label -> bar(label, answers)).toList());
    }
    List<Double> numbers =
        answers.stream().filter(NUMBER.asMatchPredicate()).map(Double::valueOf).toList();
    if (numbers.size() * 2 <= answers.size()) {
      return words(answers);
    }
    List<Bar> bars = new ArrayList<>(numbers(numbers));
    if (numbers.size() < answers.size()) {
      bars.add(new Bar("no number", answers.size() - numbers.size()));
    }
    return new Histogram(bars);
  }

  int votes() {
    return bars.stream().mapToInt(Bar::count).sum();
  }

  int most() {
    return bars.stream().mapToInt(Bar::count).max().orElse(0);
  }

  private static Bar bar(String label, Collection<String> answers) {
    return new Bar(label, (int) answers.stream().filter(label::equals).count());
  }

  /// The words that were said most often, and the rest together.
  private static Histogram words(Collection<String> answers) {
    Map<String, Long> counts = answers.stream().collect(groupingBy(word -> word, counting()));
    List<Bar> bars = new ArrayList<>();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST)
        .forEach(word -> bars.add(new Bar(word.getKey(), Math.toIntExact(word.getValue()))));
    int rest = answers.size() - bars.stream().mapToInt(Bar::count).sum();
    if (rest > 0) {
      bars.add(new Bar("others", rest));
    }
    return new Histogram(bars);
  }

  private static List<Bar> numbers(List<Double> numbers) {
    Map<Double, Long> counts =
        numbers.stream().collect(groupingBy(number -> number, TreeMap::new, counting()));
    if (counts.size() <= MOST) {
      List<Bar> bars = new ArrayList<>();
      counts.forEach((number, count) -> bars.add(new Bar(plain(number), Math.toIntExact(count))));
      return bars;
    }
    return ranges(numbers.stream().sorted().toList());
  }

  /// Ranges of one width, which is 1, 2 or 5 times a power of ten. A few very low or very high
  /// numbers do not stretch the ranges: the first one takes all below it, the last one all above.
  private static List<Bar> ranges(List<Double> sorted) {
    double low = sorted.get(sorted.size() / 10);
    double high = sorted.get(sorted.size() - 1 - sorted.size() / 10);
    double width = round((high - low) / (MOST - 2));
    long first = (long) Math.floor(low / width);
    long last = Math.max(first, Math.min((long) Math.floor(high / width), first + MOST - 1));
    List<Bar> bars = new ArrayList<>();
    for (long range = first; range <= last; range++) {
      double from = range == first ? Double.NEGATIVE_INFINITY : range * width;
      double to = range == last ? Double.POSITIVE_INFINITY : (range + 1) * width;
      int count = (int) sorted.stream().filter(number -> number >= from && number < to).count();
      bars.add(new Bar(label(range * width, (range + 1) * width, from, to), count));
    }
    return bars;
  }

  private static String label(double low, double high, double from, double to) {
    if (Double.isInfinite(from)) {
      return "under " + plain(high);
    }
    return Double.isInfinite(to) ? plain(low) + " or more" : plain(low) + " to " + plain(high);
  }

  private static double round(double width) {
    if (width <= 0) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(width)));
    return List.of(1, 2, 5, 10).stream()
        .mapToDouble(times -> times * power)
        .filter(nice -> nice >= width * 0.999)
        .findFirst()
        .orElse(10 * power);
  }

  private static String plain(double number) {
    return new BigDecimal(String.format(Locale.ROOT, "%.6g", number))
        .stripTrailingZeros()
        .toPlainString();
  }
}
