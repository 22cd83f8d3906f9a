package dev.multifetch.cli.get.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.regex.Pattern;

/// Makes the name of a file or folder from a stranger's text: one that stays in its folder, and
/// that every usual file system takes.
final class SafeName {

  private static final int LONGEST = 255; // bytes
  private static final int LONGEST_EXTENSION = 20; // what is longer is no extension

  /// Control characters, marks that change the direction of writing, halves of a character, what is
  /// not UTF-8, and the characters that Windows keeps for itself.
  private static final Pattern UNSAFE =
      Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}\\uFFFD<>:\"/\\\\|?*]");

  /// Hidden files, `..` and what a command takes for an option.
  private static final Pattern BEGINNING = Pattern.compile("^[\\p{Z}.-]+");

  private static final Pattern END = Pattern.compile("[\\p{Z}.]+$"); // Windows drops them

  private static final Pattern DEVICE = // of Windows
      Pattern.compile(
          "(?iu)(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9\u00B9\u00B2\u00B3]) *(\\..*)?");

  private SafeName() {}

  /// The text with underscores for unsafe characters; empty if the text is.
  static String of(String text) {
    String name = UNSAFE.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll("_");
    name = BEGINNING.matcher(name).replaceFirst("_");
    name = END.matcher(name).replaceFirst("_");
    name = name.endsWith(".part") ? name + "_" : name; // else it looks like an unfinished file
    return with(DEVICE.matcher(name).matches() ? "_" + name : name, "");
  }

  /// The name with this text before its extension. A long name loses the end of what is before.
  static String with(String name, String text) {
    int dot = name.lastIndexOf('.');
    String extension = dot > 0 ? name.substring(dot) : "";
    if (extension.length() > LONGEST_EXTENSION) {
      extension = "";
    }
    String stem = name.substring(0, name.length() - extension.length());
    String cut = cut(stem, LONGEST - (text + extension).getBytes(UTF_8).length);
    return (cut.equals(stem) ? stem : END.matcher(cut).replaceFirst("_")) + text + extension;
  }

  /// The beginning of a text that has at most so many bytes, without half a character at its end.
  private static String cut(String text, int bytes) {
    int end = 0;
    int size = 0;
    while (end < text.length()) {
      String next = Character.toString(text.codePointAt(end));
      size += next.getBytes(UTF_8).length;
      if (size > bytes) {
        break;
      }
      end += next.length();
    }
    return text.substring(0, end);
  }
}
