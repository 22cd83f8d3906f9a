package dev.multifetch.workshop.teach;

import static dev.multifetch.workshop.teach.Html.escape;

import dev.multifetch.workshop.teach.Votes.State;
import dev.multifetch.workshop.teach.Votes.Tally;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The pages for the teacher, most of them for the projector.
///
/// @param learners what learners type to vote; none if they are on this machine only
record TeacherPages(Votes votes, List<URI> learners) {

  private static final int AGAIN_SECONDS = 2;

  private static final String SHOW =
      """
      <button formmethod="get" name="answer" value="show">Show the answer</button>
      """;

  private static final String INDEX =
      """
      <h1>The workshop</h1>
      <ul class="doors">
      <li><a href="/workshop/slides/">Slides</a> S opens your notes, D changes light and dark, ? lists the keys
      <li><a href="/votes">Votes</a> open a question, close it, show what the class thinks
      <li><a href="/race">The race</a> six models fetch the same URLs
      <li><a href="/workshop/TEACHING.md">Teaching</a> the timetable, and what to say in each block
      <li><a href="/workshop/HANDOUT.md">Handout</a> one page to print for each learner
      <li><a href="/docs/README.md">Documents</a> all that the slides point to
      </ul>
      """;

  String index() {
    return Html.page("The workshop", "teacher", INDEX + address());
  }

  private String address() {
    if (learners.isEmpty()) {
      return "<p>Only this machine can open these pages. With <code>--address 0.0.0.0</code>,"
          + " learners on the same network can vote.</p>\n";
    }
    StringBuilder lines = new StringBuilder("<h2>Learners open</h2>\n");
    learners.forEach(
        url -> lines.append("<p class=\"address\">%s</p>\n".formatted(escape(url.toString()))));
    return lines.toString();
  }

  String list() {
    StringBuilder body =
        new StringBuilder("<p><a href=\"/\">The workshop</a></p>\n<h1>Votes</h1>\n");
    String block = "";
    for (String id : votes.ids()) {
      String of = votes.question(id).map(Question::block).orElse("Predictions");
      if (!of.equals(block)) {
        body.append(block.isEmpty() ? "" : "</ul>\n");
        body.append("<h2>%s</h2>\n<ul class=\"votes\">\n".formatted(escape(of)));
        block = of;
      }
      body.append(
          "<li><a href=\"/votes/%s\">%s</a> <span class=\"state\">%s</span>%s\n"
              .formatted(escape(id), escape(votes.ask(id)), state(id), onlyInADay(id)));
    }
    return Html.page("Votes", "teacher", body.append("</ul>\n").toString());
  }

  private String onlyInADay(String id) {
    boolean day = votes.question(id).filter(question -> question.path().equals("day")).isPresent();
    return day ? " <span class=\"state\">a day only</span>" : "";
  }

  private String state(String id) {
    Tally tally = votes.tally(id).orElseThrow();
    return switch (tally.state()) {
      case NEW -> "";
      case OPEN -> "open";
      case CLOSED -> tally.round() == 1 ? "voted once" : "voted twice";
    };
  }

  /// The page of one question; none if there is no such question.
  ///
  /// @param answer whether to mark the right answer after a single vote, too
  Optional<String> question(String id, boolean answer) {
    return votes.tally(id).map(tally -> question(id, tally, answer));
  }

  private String question(String id, Tally tally, boolean answer) {
    StringBuilder body = new StringBuilder("<p><a href=\"/votes\">All votes</a></p>\n");
    body.append("<h1>%s</h1>\n".formatted(escape(votes.ask(id))));
    boolean known = tally.state() == State.CLOSED && (answer || tally.round() == 2);
    votes.question(id).ifPresent(question -> body.append(answers(question, known)));
    if (tally.state() == State.OPEN) {
      body.append(
          "<p class=\"count\" role=\"status\"><strong>%d</strong> voted, and the vote is open</p>\n"
              .formatted(tally.voters()));
    }
    body.append(histograms(tally)).append(buttons(id, tally, known));
    return tally.state() == State.OPEN
        ? Html.page("Vote", "teacher", body.append(address()).toString(), AGAIN_SECONDS)
        : Html.page("Vote", "teacher", body.toString());
  }

  /// @param known whether the class may see which answer is right
  private static String answers(Question question, boolean known) {
    StringBuilder lines = new StringBuilder("<ol class=\"answers\" type=\"A\">\n");
    for (String letter : question.letters()) {
      String text = escape(question.answers().get(letter.charAt(0) - 'A').text());
      boolean right = known && letter.equals(question.rightLetter());
      lines.append(right ? "<li class=\"right\">✓ right: " : "<li>").append(text).append('\n');
    }
    lines.append("</ol>\n");
    if (known) {
      lines.append(
          "<p>%s <a href=\"/%s\">%s</a></p>\n"
              .formatted(
                  escape(question.why()), escape(question.source()), escape(question.source())));
    }
    return lines.toString();
  }

  private static String histograms(Tally tally) {
    StringBuilder lines = new StringBuilder("<div class=\"rounds\">\n");
    for (int i = 0; i < tally.histograms().size(); i++) {
      String caption = i == 0 ? "First vote" : "Second vote, after the discussion";
      lines.append(histogram(caption, tally.histograms().get(i)));
    }
    return tally.histograms().isEmpty() ? "" : lines.append("</div>\n").toString();
  }

  private static String histogram(String caption, Histogram histogram) {
    StringBuilder rows = new StringBuilder();
    for (Histogram.Bar bar : histogram.bars()) {
      int percent = Math.round(100f * bar.count() / Math.max(1, histogram.votes()));
      int length = Math.round(100f * bar.count() / Math.max(1, histogram.most()));
      rows.append(
          "<tr><th scope=\"row\">%s</th><td><span class=\"bar\" style=\"width:%d%%\"></span></td><td>%d (%d %%)</td></tr>\n"
              .formatted(escape(bar.label()), length, bar.count(), percent));
    }
    return "<table class=\"histogram\"><caption>%s: %d voted</caption>\n%s</table>\n"
        .formatted(escape(caption), histogram.votes(), rows);
  }

  private String buttons(String id, Tally tally, boolean known) {
    String buttons =
        switch (tally.state()) {
          case NEW -> button("open", "Open the vote");
          case OPEN -> button("close", "Close the vote, and show it");
          case CLOSED ->
              (tally.round() == 1 && !known ? button("again", "Vote again") : "")
                  + (votes.question(id).isPresent() && !known ? SHOW : "")
                  + button("forget", "Forget these votes");
        };
    return "<form method=\"post\" action=\"/votes/%s\">\n%s</form>\n"
        .formatted(escape(id), buttons);
  }

  private static String button(String action, String words) {
    return "<button name=\"action\" value=\"%s\">%s</button>\n".formatted(action, words);
  }
}
