package dev.multifetch.cli;

import dev.multifetch.HttpProxy;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the URL of a proxy.
final class ProxyUrl implements ITypeConverter<HttpProxy> {

  @Override
  public HttpProxy convert(String url) {
    try {
      return HttpProxy.of(url);
    } catch (IllegalArgumentException refused) {
      throw new TypeConversionException("is wrong: " + refused.getMessage());
    }
  }
}
