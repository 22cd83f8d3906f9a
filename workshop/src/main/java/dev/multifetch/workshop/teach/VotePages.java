package dev.multifetch.workshop.teach;

import java.io.IOException;
import java.util.Optional;

/// What may be asked about votes: by the teacher, who opens and closes them, and by learners.
record VotePages(Votes votes, TeacherPages teacherPages, LearnerPages learnerPages) {

  private static final String VOTER = "voter"; // a cookie

  private static final String FORBIDDEN =
      """
      <h1>For the teacher</h1>
      <p>Open the address that <code>multifetch workshop teach</code> printed.
      Learners vote <a href="/v/">here</a>.</p>
      """;

  /// `/votes` lists the questions, `/votes/ID` shows one, and a form sent there does something.
  /// `/votes/ID?answer=show` marks the right answer after a single vote.
  void teacher(Visitor visitor, boolean isTeacher) throws IOException {
    String id = visitor.after("/votes");
    if (!isTeacher) {
      visitor.page(403, Html.page("Votes", "learner", FORBIDDEN));
    } else if (visitor.posts()) {
      act(id, Form.in(visitor.exchange()).get("action"));
      visitor.redirect("/votes/" + id);
    } else if (id.isEmpty()) {
      visitor.page(200, teacherPages.list());
    } else {
      boolean answer = Form.parse(visitor.query()).get("answer").equals("show");
      show(visitor, teacherPages.question(id, answer));
    }
  }

  private void act(String id, String action) {
    switch (action) {
      case "open" -> votes.open(id);
      case "close" -> votes.close(id);
      case "again" -> votes.again(id);
      case "forget" -> votes.forget(id);
      default ->
          throw new IllegalArgumentException("no action: choose open, close, again or forget");
    }
  }

  /// A vote comes from a learner's page, or from `multifetch workshop predict --send`.
  void vote(Visitor visitor) throws IOException {
    if (!visitor.posts() || !visitor.path().equals("/vote")) {
      visitor.text(405, "A vote is sent with POST /vote");
      return;
    }
    Form form = Form.in(visitor.exchange());
    String id = form.get("question");
    Receipt receipt = votes.vote(id, form.get("answer"), form.get("voter"));
    if (!visitor.wantsHtml()) {
      visitor.text(receipt.status, receipt.words);
    } else if (receipt == Receipt.COUNTED) {
      visitor.redirect("/v/" + id);
    } else {
      String words =
          """
          <h1>Not counted</h1>
          <p>%s</p>
          <p><a href="/v/">Vote</a></p>
          """
              .formatted(receipt.words);
      visitor.page(receipt.status, Html.page("Vote", "learner", words));
    }
  }

  /// `/v/` shows what is open, `/v/ID` one question.
  void learner(Visitor visitor) throws IOException {
    String id = visitor.after("/v");
    String voter = visitor.cookie(VOTER);
    if (voter.isEmpty()) {
      voter = Token.make().word();
      visitor.giveCookie(VOTER, voter);
    }
    if (id.isEmpty()) {
      visitor.page(200, learnerPages.open(voter));
    } else {
      show(visitor, learnerPages.question(id, voter));
    }
  }

  private static void show(Visitor visitor, Optional<String> page) throws IOException {
    if (page.isPresent()) {
      visitor.page(200, page.get());
    } else {
      visitor.text(Receipt.UNKNOWN.status, Receipt.UNKNOWN.words);
    }
  }
}
