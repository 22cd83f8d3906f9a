package dev.multifetch.workshop.teach;

import static dev.multifetch.workshop.teach.Html.escape;

import dev.multifetch.workshop.teach.Votes.State;
import java.util.List;
import java.util.Optional;

/// The pages for learners: they work on a phone, and without JavaScript.
record LearnerPages(Votes votes) {

  private static final int AGAIN_SECONDS = 3;

  private static final String INDEX =
      """
      <h1>The workshop</h1>
      <ul class="doors">
      <li><a href="/v/">Vote</a> on what the teacher asks
      <li><a href="/workshop/HANDOUT.md">Handout</a> the commands, the models and the rules on one page
      <li><a href="/docs/start/README.md">Start here</a> ten minutes for each model
      <li><a href="/docs/README.md">Documents</a> all of them
      </ul>
      """;

  static String index() {
    return Html.page("The workshop", "learner", INDEX);
  }

  /// The questions that are open; if there is one, that question itself.
  String open(String voter) {
    List<String> open = votes.openIds();
    if (open.size() == 1) {
      return question(open.getFirst(), voter, State.OPEN);
    }
    StringBuilder body = new StringBuilder("<h1>Vote</h1>\n");
    if (open.isEmpty()) {
      body.append("<p>No vote is open now. This page looks again by itself.</p>\n");
    }
    body.append("<ul class=\"doors\">\n");
    for (String id : open) {
      body.append("<li><a href=\"/v/%s\">%s</a>\n".formatted(escape(id), escape(votes.ask(id))));
    }
    return Html.page("Vote", "learner", body.append("</ul>\n").toString(), AGAIN_SECONDS);
  }

  /// The page of one question, on which this voter can answer if it is open; none if there is no
  /// such question.
  Optional<String> question(String id, String voter) {
    return votes.tally(id).map(tally -> question(id, voter, tally.state()));
  }

  private String question(String id, String voter, State state) {
    StringBuilder body = new StringBuilder("<h1>%s</h1>\n".formatted(escape(votes.ask(id))));
    String given = votes.answer(id, voter).orElse("");
    body.append(state == State.OPEN ? form(id, voter, given) : closed(state));
    String wait =
        state == State.OPEN && given.isEmpty() ? "" : "<p><a href=\"/v/\">Next vote</a></p>\n";
    body.append(wait);
    return state == State.NEW || (state == State.CLOSED && votes.openIds().isEmpty())
        ? Html.page("Vote", "learner", body.toString(), AGAIN_SECONDS)
        : Html.page("Vote", "learner", body.toString());
  }

  private static String closed(State state) {
    return state == State.NEW
        ? "<p>The teacher has not opened this vote yet. This page looks again by itself.</p>\n"
        : "<p role=\"status\">The vote is closed. Look at the screen.</p>\n";
  }

  private String form(String id, String voter, String given) {
    StringBuilder form = new StringBuilder("<form method=\"post\" action=\"/vote\">\n");
    form.append(hidden("question", id)).append(hidden("voter", voter));
    votes
        .question(id)
        .ifPresentOrElse(
            question -> form.append(buttons(question, given)), () -> form.append(field(given)));
    form.append("</form>\n");
    if (!given.isEmpty()) {
      form.append(
          "<p role=\"status\">You answered <strong>%s</strong>. You can change it while the vote is open.</p>\n"
              .formatted(escape(given)));
    }
    return form.toString();
  }

  private static String buttons(Question question, String given) {
    StringBuilder buttons = new StringBuilder();
    for (String letter : question.letters()) {
      buttons.append(
          "<button class=\"answer\" name=\"answer\" value=\"%s\"%s><strong>%s</strong> %s%s</button>\n"
              .formatted(
                  letter,
                  letter.equals(given) ? " aria-pressed=\"true\"" : "",
                  letter,
                  escape(question.answers().get(letter.charAt(0) - 'A').text()),
                  letter.equals(given) ? " <em>✓ yours</em>" : ""));
    }
    return buttons.toString();
  }

  private static String field(String given) {
    return """
    <label>Your prediction <input name="answer" maxlength="80" required value="%s"></label>
    <button>Send</button>
    """
        .formatted(escape(given));
  }

  private static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n".formatted(name, escape(value));
  }
}
