package dev.multifetch.cli.compare;

import dev.multifetch.results.Workload;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Stream;

/// The names of all workloads, for help and shell completion.
final class WorkloadNames implements Iterable<String> {

  @Override
  public Iterator<String> iterator() {
    return Stream.concat(Arrays.stream(Workload.values()).map(Workload::title), Stream.of("all"))
        .iterator();
  }
}
