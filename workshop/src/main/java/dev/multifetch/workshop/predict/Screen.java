package dev.multifetch.workshop.predict;

import dev.multifetch.workshop.Lines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// Where a prediction talks with the learner.
///
/// @param in what the learner types
/// @param out what the learner reads
/// @param bold makes words bold, where that can be seen
/// @param terminal whether a person sees what is typed, and reads a screen at a time
public record Screen(
    BufferedReader in, PrintWriter out, UnaryOperator<String> bold, boolean terminal) {

  private static final int COLUMNS = 78;

  /// The learner wants no more, or the input has ended.
  static final class Over extends Exception {
    private static final long serialVersionUID = 1;
  }

  /// Asks, and waits for a line.
  ///
  /// @return what was typed, without control characters
  String ask(String question) throws IOException, Over {
    paragraph(question);
    out.print("> ");
    out.flush();
    String line = in.readLine();
    if (line == null) {
      throw new Over();
    }
    String typed = line.strip().replaceAll("\\p{Cntrl}", "?");
    if (!terminal) {
      say(typed);
    }
    if (typed.toLowerCase(Locale.ROOT).matches("q|quit|exit")) {
      throw new Over();
    }
    return typed;
  }

  void title(String words) {
    say(bold.apply(words));
  }

  void paragraph(String words) {
    Lines.wrap(words, COLUMNS).forEach(this::say);
  }

  void say(String lines) {
    out.println(lines);
    out.flush();
  }
}
