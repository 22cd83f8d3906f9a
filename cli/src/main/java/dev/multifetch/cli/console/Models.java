package dev.multifetch.cli.console;

import dev.multifetch.FetcherFactory;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The models on the class path.
public final class Models implements ITypeConverter<FetcherFactory>, Iterable<String> {

  public static List<FetcherFactory> all() {
    return ServiceLoader.load(FetcherFactory.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(FetcherFactory::name))
        .toList();
  }

  @Override
  public FetcherFactory convert(String name) {
    return all().stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new TypeConversionException("must be one of " + names() + ", was " + name));
  }

  private static String names() {
    return all().stream().map(FetcherFactory::name).collect(Collectors.joining(", "));
  }

  /// The names, for shell completion.
  @Override
  public Iterator<String> iterator() {
    return all().stream().map(FetcherFactory::name).iterator();
  }
}
