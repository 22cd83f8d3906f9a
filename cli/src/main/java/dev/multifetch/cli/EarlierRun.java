package dev.multifetch.cli;

import dev.multifetch.results.Results;
import dev.multifetch.results.ResultsJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.core.JacksonException;

/// Reads the results of an earlier run.
final class EarlierRun implements ITypeConverter<Results> {

  @Override
  public Results convert(String name) {
    Path file = new FilePath().convert(name);
    try {
      return ResultsJson.read(Files.readString(file));
    } catch (IOException e) {
      throw new TypeConversionException("cannot read %s: %s".formatted(name, Problems.reason(e)));
    } catch (JacksonException e) {
      throw new TypeConversionException(name + " is not what --export-json writes");
    }
  }
}
