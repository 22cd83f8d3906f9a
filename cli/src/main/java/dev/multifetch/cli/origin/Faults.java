package dev.multifetch.cli.origin;

import dev.multifetch.conformance.faults.Fault;
import dev.multifetch.conformance.faults.Topic;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The faults that the suite knows, in words.
final class Faults {

  private static final String MARGIN = "\n" + " ".repeat(14);

  private Faults() {}

  static Optional<Fault> named(String id) {
    return Fault.all().stream().filter(fault -> fault.id().equals(id)).findFirst();
  }

  /// The names, topic by topic.
  static String names() {
    return Stream.of(Topic.values()).map(Faults::names).collect(Collectors.joining());
  }

  private static String names(Topic topic) {
    String names =
        Fault.all().stream()
            .filter(fault -> fault.topic() == topic)
            .map(Fault::id)
            .collect(Collectors.joining(", "));
    String lines = names.replaceAll("(.{40,60}, )", "$1\n").replace(" \n", MARGIN);
    return "  %-12s%s%n".formatted(topic.name().toLowerCase(Locale.ROOT), lines);
  }

  /// A line for each.
  static String lines() {
    return Fault.all().stream()
        .map(fault -> "%-25s%s%n".formatted(fault.id(), fault.what()))
        .collect(Collectors.joining());
  }
}
