package dev.multifetch.workshop.teach;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.multifetch.workshop.web.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Serves the slides, the documents and the votes. Learners may vote and read. What the teacher may
/// do needs a token: the teacher's address brings it, and a cookie keeps it.
public final class Teach implements AutoCloseable {

  private static final String TEACHER = "teacher"; // the cookies
  private static final String VOTER = "voter";
  private static final String HTML = "text/html; charset=utf-8";
  private static final String TEXT = "text/plain; charset=utf-8";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String token = random();
  private final WebServer server;
  private final List<URI> learners;
  private final Optional<URI> race;
  private final Votes votes;
  private final TeacherPages teacherPages;
  private final LearnerPages learnerPages;

  private Teach(InetAddress address, int port, Optional<URI> race) throws IOException {
    this.race = race;
    this.votes = new Votes(Question.all());
    this.server = WebServer.listen(address, port);
    this.learners = Addresses.reaching(address).stream().map(server::url).toList();
    this.teacherPages = new TeacherPages(votes, learners);
    this.learnerPages = new LearnerPages(votes);
    server.handle("/", failing(this::index));
    server.handle("/docs/", failing(this::file));
    server.handle("/workshop/", failing(this::file));
    server.handle("/workshop/exercises/", Teach::noSuchPage); // a solution comes after a first try
    server.handle("/race", failing(this::race));
    server.handle("/learners", failing(this::learners));
    server.handle("/votes", failing(this::teacherVotes));
    server.handle("/vote", failing(this::vote));
    server.handle("/v/", failing(this::learnerVote));
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
    return server.url(Addresses.own(server.address())).resolve("/?token=" + token);
  }

  /// What learners type; none if only this machine can reach the server.
  public List<URI> learners() {
    return learners;
  }

  private void index(HttpExchange exchange) throws IOException {
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    if (!exchange.getRequestURI().getPath().equals("/")) {
      noSuchPage(exchange);
    } else if (isToken(Form.parse(query).get("token"))) {
      setCookie(exchange, TEACHER, token);
      redirect(exchange, "/"); // so that no projector shows the token
    } else {
      String page = isTeacher(exchange) ? teacherPages.index() : LearnerPages.index();
      WebServer.answer(exchange, 200, HTML, page);
    }
  }

  private static void noSuchPage(HttpExchange exchange) throws IOException {
    WebServer.answer(exchange, 404, TEXT, "There is no such page: begin at /\n");
  }

  /// A file of the class path has the path that it has in the repository. Markdown is shown as a
  /// page if somebody opens it, and sent as it is if a page asks for it.
  private void file(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(1);
    if (path.endsWith("/")) {
      WebServer.resource(exchange, path + "index.html");
    } else if (path.endsWith(".md") && wantsHtml(exchange)) {
      WebServer.resource(exchange, "workshop/teach/document.html");
    } else {
      WebServer.resource(exchange, path);
    }
  }

  /// What learners type, a line for each address: the slides show it.
  private void learners(HttpExchange exchange) throws IOException {
    String lines = learners.stream().map(url -> url + "/v/\n").collect(Collectors.joining());
    WebServer.answer(exchange, 200, TEXT, lines);
  }

  private void race(HttpExchange exchange) throws IOException {
    if (race.isPresent()) {
      redirect(exchange, race.get().toString());
    } else {
      String words =
          "<h1>The race</h1><p>Type <code>multifetch workshop race</code> in another terminal, and"
              + " open the address that it prints. Or name that address when you start"
              + " <code>multifetch workshop teach --race URL</code>: then this link leads there.</p>";
      WebServer.answer(exchange, 200, HTML, Html.page("The race", "teacher", words));
    }
  }

  private void teacherVotes(HttpExchange exchange) throws IOException {
    String id = rest(exchange, "/votes");
    if (!isTeacher(exchange)) {
      String words =
          "<h1>For the teacher</h1><p>Open the address that <code>multifetch workshop teach</code>"
              + " printed. Learners vote <a href=\"/v/\">here</a>.</p>";
      WebServer.answer(exchange, 403, HTML, Html.page("Votes", "learner", words));
    } else if (exchange.getRequestMethod().equals("POST")) {
      act(id, Form.in(exchange).get("action"));
      redirect(exchange, "/votes/" + id);
    } else {
      String page = id.isEmpty() ? teacherPages.list() : teacherPages.question(id);
      answerPage(exchange, page);
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

  private void vote(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")
        || !exchange.getRequestURI().getPath().equals("/vote")) {
      WebServer.answer(exchange, 405, TEXT, "A vote is sent with POST /vote\n");
      return;
    }
    Form form = Form.in(exchange);
    String id = form.get("question");
    Receipt receipt = votes.vote(id, form.get("answer"), form.get("voter"));
    if (!wantsHtml(exchange)) {
      WebServer.answer(exchange, receipt.status, TEXT, receipt.words + "\n");
    } else if (receipt == Receipt.COUNTED) {
      redirect(exchange, "/v/" + id);
    } else {
      String words =
          "<h1>Not counted</h1><p>%s</p><p><a href=\"/v/\">Vote</a></p>".formatted(receipt.words);
      WebServer.answer(exchange, receipt.status, HTML, Html.page("Vote", "learner", words));
    }
  }

  private void learnerVote(HttpExchange exchange) throws IOException {
    String id = rest(exchange, "/v");
    String voter = cookie(exchange, VOTER);
    if (voter.isEmpty()) {
      voter = random();
      setCookie(exchange, VOTER, voter);
    }
    if (id.isEmpty()) {
      answerPage(exchange, learnerPages.open(voter));
    } else {
      answerPage(exchange, votes.tally(id).isEmpty() ? "" : learnerPages.question(id, voter));
    }
  }

  private static void answerPage(HttpExchange exchange, String page) throws IOException {
    if (page.isEmpty()) {
      WebServer.answer(exchange, 404, TEXT, Receipt.UNKNOWN.words + "\n");
    } else {
      WebServer.answer(exchange, 200, HTML, page);
    }
  }

  /// A request that makes no sense is the fault of its sender.
  private static HttpHandler failing(HttpHandler handler) {
    return exchange -> {
      try {
        handler.handle(exchange);
      } catch (IllegalArgumentException e) {
        WebServer.answer(exchange, 400, TEXT, "This request cannot be read: " + e.getMessage());
      }
    };
  }

  private static String rest(HttpExchange exchange, String path) {
    return exchange.getRequestURI().getPath().substring(path.length()).replaceFirst("^/", "");
  }

  private static boolean wantsHtml(HttpExchange exchange) {
    String accept = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept")).orElse("");
    return accept.contains("text/html");
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    WebServer.answer(exchange, 303, TEXT, "");
  }

  private boolean isTeacher(HttpExchange exchange) {
    return isToken(cookie(exchange, TEACHER));
  }

  private boolean isToken(String guess) {
    return MessageDigest.isEqual(guess.getBytes(UTF_8), token.getBytes(UTF_8));
  }

  private static String cookie(HttpExchange exchange, String name) {
    for (String header : exchange.getRequestHeaders().getOrDefault("Cookie", List.of())) {
      for (String cookie : header.split("; *")) {
        if (cookie.startsWith(name + "=")) {
          return cookie.substring(name.length() + 1);
        }
      }
    }
    return "";
  }

  /// Other sites cannot send it: so a link in a chat cannot close a vote.
  private static void setCookie(HttpExchange exchange, String name, String value) {
    exchange
        .getResponseHeaders()
        .add("Set-Cookie", name + "=" + value + "; Path=/; HttpOnly; SameSite=Strict");
  }

  private static String random() {
    byte[] bytes = new byte[8];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() {
    server.close();
  }
}
