package dev.multifetch.cli.console;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds out whether standard error is a terminal. The JDK answers only for input and output
/// together, so this asks POSIX's own tools, unless the launcher knows. Where these are missing, it
/// is not a terminal.
public final class Terminal {

  private static final Pattern SIZE = Pattern.compile("[0-9]+ ([0-9]+)\\s*");
  private static final int USUAL_WIDTH = 80;

  private Terminal() {}

  /// How many columns wide the terminal is, if it is one.
  public static OptionalInt widthOfStandardError() {
    if ("no".equals(System.getProperty("multifetch.terminal"))) {
      return OptionalInt.empty();
    }
    try {
      Process stty =
          new ProcessBuilder("sh", "-c", "[ \"$TERM\" != dumb ] && stty size <&2 2>/dev/null")
              .redirectError(Redirect.INHERIT)
              .start();
      stty.getOutputStream().close();
      String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      Matcher size = SIZE.matcher(answer);
      if (!size.matches()) {
        return OptionalInt.empty();
      }
      int columns = Integer.parseInt(size.group(1));
      return OptionalInt.of(columns > 0 ? columns : USUAL_WIDTH); // 0: the terminal does not know
    } catch (IOException e) {
      return OptionalInt.empty();
    }
  }
}
