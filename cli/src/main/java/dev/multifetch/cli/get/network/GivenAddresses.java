package dev.multifetch.cli.get.network;

import dev.multifetch.cli.get.input.UnicodeHost;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The addresses of a host, as a user types them for one port.
record GivenAddresses(String host, int port, List<InetAddress> addresses) {

  /// Reads `example.com:443:192.0.2.1`, with commas between several addresses.
  static final class Converter implements ITypeConverter<GivenAddresses> {

    private static final Pattern FORM =
        Pattern.compile(
            "(?<host>[^:/\\[\\]]+|\\[[^/\\[\\]]+]):(?<port>[0-9]{1,5}):(?<addresses>.+)");

    @Override
    public GivenAddresses convert(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw new TypeConversionException(
            "must be HOST:PORT:ADDRESS, such as example.com:443:192.0.2.1, was " + text);
      }
      int port = Integer.parseInt(form.group("port"));
      if (port < 1 || port > 65535) {
        throw new TypeConversionException("must have a port from 1 to 65535, was " + text);
      }
      List<InetAddress> addresses =
          Stream.of(form.group("addresses").split(",", -1)).map(Converter::address).toList();
      String host =
          UnicodeHost.canonical(form.group("host"))
              .orElseThrow(
                  () ->
                      new TypeConversionException(
                          "must begin with the name of a host, was " + text));
      return new GivenAddresses(host, port, addresses);
    }

    private static InetAddress address(String text) {
      try {
        return InetAddress.ofLiteral(text.replaceFirst("^\\[(.*)]$", "$1"));
      } catch (IllegalArgumentException name) {
        throw new TypeConversionException(
            "must end with an IP address, such as 192.0.2.1 or [2001:db8::1], was " + text);
      }
    }
  }
}
