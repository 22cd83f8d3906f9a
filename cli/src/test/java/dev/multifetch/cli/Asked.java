package dev.multifetch.cli;

import dev.multifetch.FetcherFactory;
import dev.multifetch.cli.console.Models;
import java.util.List;

/// Which variants a long test is to try: all, or those that `-Dvariants=netty,reactive` names.
final class Asked {

  private static final List<String> NAMES =
      List.of(System.getProperty("variants", "all").split(","));

  private Asked() {}

  static List<FetcherFactory> variants() {
    return Models.all().stream()
        .filter(variant -> NAMES.contains("all") || NAMES.contains(variant.name()))
        .toList();
  }
}
