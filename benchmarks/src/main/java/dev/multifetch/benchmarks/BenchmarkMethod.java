package dev.multifetch.benchmarks;

import dev.multifetch.results.Workload;
import java.util.Locale;

/// The benchmark method of a workload. Both have the same name: `fan-out` is `Makespans.fanOut`.
final class BenchmarkMethod {

  private BenchmarkMethod() {}

  /// The method's name, after its class's.
  static String of(Workload workload) {
    Class<?> home = workload.moreIsBetter() ? Rates.class : Makespans.class;
    StringBuilder name = new StringBuilder(home.getName()).append('.');
    boolean upper = false;
    for (char c : workload.title().toCharArray()) {
      name.append(upper ? Character.toUpperCase(c) : c == '-' ? "" : String.valueOf(c));
      upper = c == '-';
    }
    return name.toString();
  }

  /// The workload of a method: the other direction.
  static Workload workload(String method) {
    String name = method.substring(method.lastIndexOf('.') + 1);
    String title = name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    return Workload.named(title)
        .orElseThrow(() -> new IllegalStateException("no workload is called " + title));
  }
}
