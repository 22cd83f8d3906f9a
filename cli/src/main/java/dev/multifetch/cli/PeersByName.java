package dev.multifetch.cli;

import dev.multifetch.benchmarks.MeasurementPlan.Peers;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Which other clients are measured, by what a user types.
final class PeersByName implements ITypeConverter<Peers> {

  @Override
  public Peers convert(String name) {
    return Arrays.stream(Peers.values())
        .filter(peers -> peers.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("must be none, jvm or all, was " + name));
  }
}
