package dev.multifetch.cli.get.network;

import dev.multifetch.cli.get.input.UrlText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A URL that names an origin: http or https, and a host.
public final class HttpOrigin implements ITypeConverter<URI> {

  @Override
  public URI convert(String text) {
    String rule = "must be a URL such as http://127.0.0.1:8080, was " + text;
    try {
      URI url = new URI(new UrlText(Optional.empty()).complete(text));
      String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      if (url.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
        return url;
      }
      throw new TypeConversionException(rule);
    } catch (URISyntaxException e) {
      throw new TypeConversionException(rule);
    }
  }
}
