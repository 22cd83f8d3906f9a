package dev.multifetch.cli.compare;

import dev.multifetch.benchmarks.MeasurementPlan.Peers;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads which other clients to measure, as a user types it.
final class PeersByName implements ITypeConverter<Peers>, Iterable<String> {

  @Override
  public Peers convert(String name) {
    return Arrays.stream(Peers.values())
        .filter(peers -> written(peers).equals(name))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("must be none, jvm or all, was " + name));
  }

  private static String written(Peers peers) {
    return peers.name().toLowerCase(Locale.ROOT);
  }

  /// For shell completion.
  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(Peers.values()).map(PeersByName::written).iterator();
  }
}
