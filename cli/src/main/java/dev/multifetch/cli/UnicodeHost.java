package dev.multifetch.cli;

import dev.multifetch.HostName;
import java.util.Optional;
import okhttp3.HttpUrl;

/// Writes a host that is typed in Unicode as DNS knows it: `straße.example` is
/// `xn--strae-oqa.example`.
///
/// OkHttp maps characters as browsers do: Unicode Technical Standard 46, without its transitional
/// form. The JDK's own `IDN` follows the older IDNA 2003. It would ask `strasse.example`, which may
/// belong to somebody else, and knows no character that is newer than 2002.
final class UnicodeHost {

  private UnicodeHost() {}

  /// The form that all ways to write a host share, as [HostName#canonical] has it; empty if this is
  /// no host.
  static Optional<String> canonical(String host) {
    boolean ascii = host.chars().allMatch(character -> character < 0x80);
    return (ascii ? Optional.of(host) : toAscii(host)).map(HostName::canonical);
  }

  /// The host in ASCII; empty if it can have no such form.
  static Optional<String> toAscii(String host) {
    try {
      return Optional.of(new HttpUrl.Builder().host(host).scheme("http").build().host());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
