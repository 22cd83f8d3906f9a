package dev.multifetch.cli;

import dev.multifetch.benchmarks.MeasurementPlan.Peers;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads which other clients to measure, as a user types it.
final class PeersByName implements ITypeConverter<Peers> {

  @Override
  public Peers convert(String name) {
    return Arrays.stream(Peers.values())
        .filter(peers -> peers.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("must be none, jvm or all, was " + name));
  }
}
