package dev.multifetch.cli.compare;

import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;

/// Colours the verdicts of a table for a terminal.
public final class Colours {

  private static final Pattern TITLE =
      Pattern.compile("(?m)^[a-z-]+, (as shipped|over |other clients).*$");
  private static final Pattern BAD =
      Pattern.compile("(?m)(?<=  )(INVALID|did not finish|absent)(?= *$)|(?<=: )WORSE$");
  private static final Pattern UNSURE =
      Pattern.compile("(?m)(?<=  )(not told apart|at least)(?= *$)");

  private Colours() {}

  /// The same text, in colours if standard output is a terminal and the user wants colours
  /// (`NO_COLOR`).
  static String of(String tables) {
    if (!Ansi.AUTO.enabled()) {
      return tables;
    }
    String text = TITLE.matcher(tables).replaceAll("\u001b[1m$0\u001b[0m");
    text = BAD.matcher(text).replaceAll("\u001b[31m$0\u001b[0m");
    return UNSURE.matcher(text).replaceAll("\u001b[33m$0\u001b[0m");
  }
}
