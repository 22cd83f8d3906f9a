package dev.multifetch.workshop.teach;

import com.sun.net.httpserver.HttpHandler;
import dev.multifetch.workshop.web.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Serves the slides, the documents and the votes. Learners may vote and read. What the teacher may
/// do needs a token: the teacher's address brings it, and a cookie keeps it.
public final class Teach implements AutoCloseable {

  private static final String TEACHER = "teacher"; // the cookie

  private static final String NO_RACE =
      """
      <h1>The race</h1>
      <p>Type <code>multifetch workshop race</code> in another terminal, and open the address that it
      prints. Or name that address when you start <code>multifetch workshop teach --race URL</code>:
      then this link leads there.</p>
      """;

  private final Token token = Token.make();
  private final WebServer server;
  private final List<URI> learners;
  private final TeacherPages teacherPages;
  private final VotePages votePages;

  private Teach(InetAddress address, int port, Optional<URI> race) throws IOException {
    Votes votes = new Votes(Question.all());
    this.server = WebServer.listen(address, port);
    this.learners = server.urlsForOthers();
    this.teacherPages = new TeacherPages(votes, learners);
    this.votePages = new VotePages(votes, teacherPages, new LearnerPages(votes));
    handle("/", this::index);
    handle("/docs/", Teach::file);
    handle("/workshop/", Teach::file);
    handle("/workshop/exercises/", Teach::noSuchPage); // a solution comes after a first try
    handle("/race", visitor -> race(visitor, race));
    handle("/learners", this::learners);
    handle("/votes", visitor -> votePages.teacher(visitor, isTeacher(visitor)));
    handle("/vote", votePages::vote);
    handle("/v/", votePages::learner);
  }

  /// Begins to serve.
  ///
  /// @param race where the race page is, if it is served
  /// @throws IOException if it cannot listen at this address and port
  public static Teach open(InetAddress address, int port, Optional<URI> race) throws IOException {
    return new Teach(address, port, race);
  }

  /// The teacher's own address, which holds the token.
  public URI teacher() {
    return server.url().resolve("/?token=" + token.word());
  }

  /// What learners type; none if only this machine can reach the server.
  public List<URI> learners() {
    return learners;
  }

  private interface Page {
    void answer(Visitor visitor) throws IOException;
  }

  /// A request that makes no sense is the fault of its sender.
  private void handle(String path, Page page) {
    HttpHandler handler =
        exchange -> {
          Visitor visitor = new Visitor(exchange);
          try {
            page.answer(visitor);
          } catch (IllegalArgumentException e) {
            visitor.text(400, "This request cannot be read: " + e.getMessage());
          }
        };
    server.handle(path, handler);
  }

  private void index(Visitor visitor) throws IOException {
    if (!visitor.path().equals("/")) {
      noSuchPage(visitor);
    } else if (token.is(Form.parse(visitor.query()).get("token"))) {
      visitor.giveCookie(TEACHER, token.word());
      visitor.redirect("/"); // so that no projector shows the token
    } else {
      visitor.page(200, isTeacher(visitor) ? teacherPages.index() : LearnerPages.index());
    }
  }

  private boolean isTeacher(Visitor visitor) {
    return token.is(visitor.cookie(TEACHER));
  }

  /// A file of the class path has the path that it has in the repository. Markdown is shown as a
  /// page if somebody opens it, and sent as it is if a page asks for it.
  private static void file(Visitor visitor) throws IOException {
    String path = visitor.path().substring(1);
    if (path.endsWith("/")) {
      WebServer.resource(visitor.exchange(), path + "index.html");
    } else if (path.endsWith(".md") && visitor.wantsHtml()) {
      WebServer.resource(visitor.exchange(), "workshop/teach/document.html");
    } else {
      WebServer.resource(visitor.exchange(), path);
    }
  }

  private static void noSuchPage(Visitor visitor) throws IOException {
    visitor.text(404, "There is no such page: begin at /");
  }

  private static void race(Visitor visitor, Optional<URI> race) throws IOException {
    if (race.isPresent()) {
      visitor.redirect(race.get().toString());
    } else {
      visitor.page(200, Html.page("The race", "teacher", NO_RACE));
    }
  }

  /// What learners type, a line for each address: the slides show it.
  private void learners(Visitor visitor) throws IOException {
    visitor.text(200, learners.stream().map(url -> url + "/v/").collect(Collectors.joining("\n")));
  }

  @Override
  public void close() {
    server.close();
  }
}
