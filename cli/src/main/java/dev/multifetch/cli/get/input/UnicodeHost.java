package dev.multifetch.cli.get.input;

import dev.multifetch.HostName;
import java.net.IDN;
import java.util.Optional;
import okhttp3.HttpUrl;

/// Writes a host that is typed in Unicode as DNS knows it, and back: `straße.example` is
/// `xn--strae-oqa.example`.
///
/// OkHttp maps characters as browsers do: Unicode Technical Standard 46, without its transitional
/// form. The JDK's own `IDN` follows the older IDNA 2003. It would ask `strasse.example`, which may
/// belong to somebody else, and knows no character that is newer than 2002.
public final class UnicodeHost {

  private UnicodeHost() {}

  /// The form that all ways to write a host share, as [HostName#canonical] has it; empty if this is
  /// no host.
  public static Optional<String> canonical(String host) {
    boolean ascii = host.chars().allMatch(character -> character < 0x80);
    return (ascii ? Optional.of(host) : toAscii(host)).map(HostName::canonical);
  }

  /// The host in ASCII; empty if it can have no such form.
  public static Optional<String> toAscii(String host) {
    try {
      return Optional.of(new HttpUrl.Builder().host(host).scheme("http").build().host());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// The host as a person writes it. If it has letters that are not Latin, which may look like
  /// others, the name in DNS stands after it. A name that the JDK does not know stays as it is.
  public static String shown(String host) {
    String unicode = IDN.toUnicode(host, IDN.ALLOW_UNASSIGNED);
    if (unicode.equals(host) || !toAscii(unicode).equals(Optional.of(host))) {
      return host;
    }
    return unicode.codePoints().allMatch(UnicodeHost::isLatin)
        ? unicode
        : unicode + " (" + host + ")";
  }

  private static boolean isLatin(int character) {
    return switch (Character.UnicodeScript.of(character)) {
      case LATIN, COMMON -> true;
      default -> false;
    };
  }
}
