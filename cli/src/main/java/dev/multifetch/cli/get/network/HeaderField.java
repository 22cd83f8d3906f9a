package dev.multifetch.cli.get.network;

import dev.multifetch.FetchOptions;
import dev.multifetch.Headers;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads `Name: value`, and refuses a field that no request can carry.
public final class HeaderField implements ITypeConverter<Headers.Field> {

  @Override
  public Headers.Field convert(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new TypeConversionException(
          "must be a name, a colon and a value, such as 'Accept: text/html'"); // may be a secret
    }
    Headers.Field field =
        new Headers.Field(text.substring(0, colon), text.substring(colon + 1).strip());
    try {
      FetchOptions.builder().header(field.name(), field.value()).build();
    } catch (IllegalArgumentException refused) {
      throw new TypeConversionException("cannot be sent: " + refused.getMessage());
    }
    return field;
  }
}
