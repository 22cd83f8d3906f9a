package dev.multifetch.workshop.teach;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeachTest {

  private static final URI RACE = URI.create("http://127.0.0.1:9/");

  private final HttpClient client = HttpClient.newHttpClient();
  private Teach teach;
  private String cookie = "";

  @BeforeEach
  void open() throws IOException {
    teach = Teach.open(InetAddress.getLoopbackAddress(), 0, Optional.of(RACE));
  }

  @AfterEach
  void close() {
    teach.close();
    client.close();
  }

  @Test
  void onlyTheTeachersAddressOpensTheTeachersPages() throws Exception {
    assertThat(get("/votes").statusCode()).isEqualTo(403);
    assertThat(get("/?token=0123").headers().allValues("Set-Cookie")).isEmpty();

    HttpResponse<String> entered =
        get(teach.teacher().getPath() + "?" + teach.teacher().getQuery());
    assertThat(entered.statusCode()).isEqualTo(303);
    assertThat(entered.headers().firstValue("Location")).contains("/");
    assertThat(entered.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("HttpOnly", "SameSite=Strict");

    becomeTeacher();
    assertThat(get("/votes").body()).contains("Twenty URLs take 300 ms each", "1 · Blocking");
    assertThat(get("/").body()).contains("Slides", "Votes", "/race", "Handout", "timetable");
  }

  @Test
  void aLearnerCannotOpenOrCloseAVote() throws Exception {
    assertThat(post("/votes/two-cores", "action=open").statusCode()).isEqualTo(403);
    assertThat(vote("two-cores", "A", "ada").statusCode()).isEqualTo(409);
    assertThat(get("/").body()).doesNotContain("/votes");
  }

  @Test
  void theHistogramAppearsWhenTheVoteIsClosed() throws Exception {
    becomeTeacher();
    act("two-cores", "open");
    vote("two-cores", "B", "ada");
    vote("two-cores", "C", "bob");
    assertThat(vote("two-cores", "C", "ada").body()).isEqualTo(Receipt.COUNTED.words + "\n");

    String open = get("/votes/two-cores").body();
    assertThat(open).contains("<strong>2</strong> voted").doesNotContain("histogram", "%)");

    act("two-cores", "close");
    String closed = get("/votes/two-cores").body();
    assertThat(closed).contains("First vote: 2 voted", "2 (100 %)").doesNotContain("✓ right");
    assertThat(get("/votes/two-cores?answer=show").body()).contains("✓ right");

    act("two-cores", "again");
    vote("two-cores", "C", "ada");
    act("two-cores", "close");
    assertThat(get("/votes/two-cores").body()).contains("First vote", "Second vote", "✓ right");
  }

  @Test
  void aPredictionIsCountedAndShown() throws Exception {
    becomeTeacher();
    assertThat(vote("predict-2-makespan", "1.2", "ada").statusCode()).isEqualTo(200);
    assertThat(get("/votes").body())
        .contains("Predictions", "Prediction 2, &quot;A pool of five&quot;: How long")
        .doesNotContain(">predict-2-makespan<");
    act("predict-2-makespan", "close");
    assertThat(get("/votes/predict-2-makespan").body()).contains(">1.2</th>", "1 (100 %)");
  }

  @Test
  void whatALearnerTypesIsShownAndNotRun() throws Exception {
    becomeTeacher();
    String script = "<script>alert('1')</script>";
    assertThat(vote("predict-2-order", script, "<i>ada").statusCode()).isEqualTo(200);
    String form = get("/v/predict-2-order").body();
    act("predict-2-order", "close");
    String page = get("/votes/predict-2-order").body();
    assertThat(page).contains("&lt;script&gt;alert(&#39;1&#39;)").doesNotContain(script);
    assertThat(form + page).doesNotContain(script, "<i>ada");
    assertThat(vote(script, "A", "ada").body()).doesNotContain("script");
    assertThat(get("/v/%3Cscript%3E").body()).doesNotContain("<script>");
  }

  @Test
  void aLearnersPageKnowsItsVoter() throws Exception {
    becomeTeacher();
    act("two-cores", "open");
    cookie = "";
    HttpResponse<String> page = get("/v/");
    assertThat(page.body())
        .contains("Your machine has two cores", "value=\"D\"")
        .doesNotContain("<script");
    String voter = page.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");

    cookie = voter;
    String sent = "question=two-cores&answer=C&" + voter;
    HttpResponse<String> voted =
        send(request("/vote").header("Accept", "text/html").POST(form(sent)));
    assertThat(voted.statusCode()).isEqualTo(303);
    assertThat(voted.headers().firstValue("Location")).contains("/v/two-cores");
    assertThat(get("/v/two-cores").body()).contains("You answered <strong>C</strong>");
  }

  @Test
  void whatCannotBeReadIsRefused() throws Exception {
    assertThat(vote("nothing", "A", "ada").statusCode()).isEqualTo(404);
    assertThat(post("/vote", "").statusCode()).isEqualTo(400);
    assertThat(post("/vote", "question=%zz").statusCode()).isEqualTo(400);
    assertThat(post("/vote", "answer=" + "a".repeat(5000)).statusCode()).isEqualTo(400);
    assertThat(get("/vote").statusCode()).isEqualTo(405);
    assertThat(get("/v/nothing").statusCode()).isEqualTo(404);
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
    becomeTeacher();
    assertThat(post("/votes/two-cores", "action=win").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/workshop/slides/",
        "/workshop/slides/1-blocking.md",
        "/workshop/slides/reveal/reveal.js",
        "/workshop/teach/teach.css",
        "/workshop/HANDOUT.md",
        "/workshop/TEACHING.md",
        "/docs/README.md",
        "/docs/start/ThreadPool.java",
        "/docs/start/pictures/ThreadPool.svg",
        "/docs/comparison/latency.md"
      })
  void servesTheSlidesAndWhatTheyPointTo(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void markdownThatSomebodyOpensIsAPage() throws Exception {
    HttpResponse<String> page =
        send(request("/workshop/HANDOUT.md").header("Accept", "text/html,*/*;q=0.8"));
    assertThat(page.body()).startsWith("<!doctype html>");
    assertThat(get("/workshop/HANDOUT.md").body()).startsWith("#");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs/../dev/",
        "/workshop/%2e%2e/dev/x.md",
        "/workshop/slides/nothing.md",
        "/workshop/exercises/order.txt"
      })
  void servesNothingElse(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void theRaceIsWhereItIsServed() throws Exception {
    assertThat(get("/race").headers().firstValue("Location")).contains(RACE.toString());
  }

  @Test
  void onlyThisMachineCanReachTheLoopback() throws Exception {
    assertThat(teach.learners()).isEmpty();
    try (Teach everywhere = Teach.open(InetAddress.getByName("0.0.0.0"), 0, Optional.empty())) {
      assertThat(everywhere.teacher().getHost()).isEqualTo("127.0.0.1");
      assertThat(everywhere.learners()).noneMatch(url -> url.getHost().equals("0.0.0.0"));
    }
  }

  @Test
  void aPortInUseIsNamed() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    int port = teach.teacher().getPort();
    assertThatThrownBy(() -> Teach.open(loopback, port, Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("port " + port)
        .hasMessageContaining("choose another");
  }

  private void becomeTeacher() {
    cookie = teach.teacher().getQuery().replace("token=", "teacher=");
  }

  private void act(String id, String action) throws Exception {
    assertThat(post("/votes/" + id, "action=" + action).statusCode()).isEqualTo(303);
  }

  private HttpResponse<String> vote(String id, String answer, String voter) throws Exception {
    return post(
        "/vote",
        "question=%s&answer=%s&voter=%s".formatted(encoded(id), encoded(answer), encoded(voter)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private HttpResponse<String> post(String path, String form) throws Exception {
    return send(request(path).POST(form(form)));
  }

  private static HttpRequest.BodyPublisher form(String form) {
    return BodyPublishers.ofString(form);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + teach.teacher().getPort() + path))
            .timeout(Duration.ofSeconds(10));
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
