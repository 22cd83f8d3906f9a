package dev.multifetch.cli.get.network;

import dev.multifetch.HttpProxy;
import dev.multifetch.cli.get.input.UnicodeHost;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the URL of a proxy, whose host may be in Unicode.
final class ProxyUrl implements ITypeConverter<HttpProxy> {

  private static final Pattern UNICODE_HOST =
      Pattern.compile(
          "((?:http://)?(?:[^/]*@)?)([^/:@\\[\\]]*[^\\x00-\\x7F][^/:@\\[\\]]*)(:[0-9]+/?)",
          Pattern.CASE_INSENSITIVE);

  /// @throws IllegalArgumentException if it is no such URL; the message shows no password
  static HttpProxy read(String url) {
    Matcher parts = UNICODE_HOST.matcher(url);
    if (!parts.matches()) {
      return HttpProxy.of(url);
    }
    String host = parts.group(2);
    return HttpProxy.of(parts.group(1) + UnicodeHost.toAscii(host).orElse(host) + parts.group(3));
  }

  @Override
  public HttpProxy convert(String url) {
    try {
      return read(url);
    } catch (IllegalArgumentException refused) {
      throw new TypeConversionException("is wrong: " + refused.getMessage());
    }
  }
}
