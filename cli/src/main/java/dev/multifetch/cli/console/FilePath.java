package dev.multifetch.cli.console;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the name of a file or folder from a command line.
public final class FilePath implements ITypeConverter<Path> {

  @Override
  public Path convert(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "names a file with characters that this locale does not have: set LC_ALL=C.UTF-8");
    }
  }

  /// The name of what is written. For other programs - is standard output, but the results go
  /// there.
  public static final class Written implements ITypeConverter<Path> {

    @Override
    public Path convert(String name) {
      if (name.equals("-")) {
        throw new TypeConversionException(
            "must be a name, and - is standard output, where the results go (./- is a file)");
      }
      return new FilePath().convert(name);
    }
  }
}
