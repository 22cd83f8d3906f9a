package dev.multifetch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Crawls in processes of their own, and hosts that count what they get.
@Timeout(300)
@Tag("process")
class CrawlTest {

  private static final String[] POLITE = {"--per-host", "1", "--delay", "30ms"};

  @TempDir private Path folder;
  private Sites sites;

  @BeforeEach
  void open() throws IOException {
    sites = new Sites(Duration.ofMillis(10));
  }

  @AfterEach
  void close() {
    sites.close();
  }

  @Test
  void aloneItFetchesAllAndSparesEachHost() throws Exception {
    List<String> urls = sites.urls(10, 10, true);
    try (Team team = new Team(folder, urls, 1, 0, POLITE)) {
      assertThat(team.crawl().exitCode()).as(team.crawl().output()).isZero();
      assertThat(team.saved()).isEqualTo(new HashSet<>(urls));
      assertThat(sites.requests()).isEqualTo(100);
      assertThat(sites.peak()).isEqualTo(1);
      assertThat(sites.gap()).isGreaterThanOrEqualTo(Duration.ofMillis(30));
      assertThat(team.startCrawl(1).exitCode()).as("again: " + team.crawl().output()).isZero();
      assertThat(sites.requests()).as("requests after the second run").isEqualTo(100);
    }
  }

  @Test
  void aLineThatAPowerFailureCutIsFetchedAgain() throws Exception {
    List<String> urls = sites.urls(5, 4, false);
    try (Team team = new Team(folder, urls, 1, 0, POLITE)) {
      assertThat(team.crawl().exitCode()).as(team.crawl().output()).isZero();
      team.tear();
      assertThat(team.startCrawl(1).exitCode()).as(team.crawl().output()).isZero();
      assertThat(team.crawl().output()).contains("20 URLs are done: 1 fetched and 0 failed");
      assertThat(team.saved()).isEqualTo(new HashSet<>(urls));
      assertThat(sites.requests()).isEqualTo(21);
    }
  }

  /// The list begins with all URLs of this host, and another model fetches.
  @Test
  void aHostThatNeverAnswersHoldsUpNoOther() throws Exception {
    sites.silence(0);
    List<String> urls = sites.urls(10, 3, true);
    CountDownLatch others = new CountDownLatch(1);
    AtomicInteger last = new AtomicInteger();
    sites.at(
        28, // all others, and the first URL of the silent host
        () -> {
          last.set(sites.requests(sites.url(0, 2)));
          others.countDown();
        });
    try (Team team =
        new Team(folder, urls, 1, 0, "--per-host", "1", "--timeout", "5s", "--model", "netty")) {
      assertThat(others.await(60, TimeUnit.SECONDS)).as(team.crawl().output()).isTrue();
      assertThat(last).as("requests for the silent host's last URL by then").hasValue(0);
      assertThat(team.crawl().exitCode()).isEqualTo(1);
      assertThat(team.crawl().output()).contains("27 fetched and 3 failed");
      assertThat(team.lines()).filteredOn(line -> line.contains("TIMED_OUT")).hasSize(3);
      assertThat(sites.requests()).isEqualTo(30);
    }
  }

  @Test
  void itSaysWhatFailedAndRefusesTheResultsOfAnotherList() throws Exception {
    List<String> urls = List.of(sites.url(0, 0), "not a URL", "http://127.0.0.1:1/refused");
    try (Team team = new Team(folder, urls, 1, 0, POLITE)) {
      assertThat(team.crawl().exitCode()).isEqualTo(1);
      assertThat(team.crawl().output()).contains("1 fetched and 2 failed");
      assertThat(String.join("\n", team.lines()))
          .contains("\"index\":1,\"url\":\"not a URL\",\"failure\":\"INVALID_URL\"")
          .contains("CONNECT_FAILED");
      Files.write(folder.resolve("urls"), List.of(sites.url(1, 1)));
      assertThat(team.startCrawl(1).exitCode()).isEqualTo(1);
      assertThat(team.crawl().output()).contains("has results of another list: name another");
    }
  }

  /// Half of the URLs redirect to another host. So its owner must fetch the second part.
  @Test
  void togetherTheyFollowRedirectsAndLoseNothingWhenOneIsKilled() throws Exception {
    List<String> urls = sites.urls(20, 25, false);
    List<String> targets = new ArrayList<>();
    for (int i = 0; i < urls.size(); i += 2) {
      targets.add(sites.url(20 + i / 2 % 5, i));
      sites.redirect(urls.get(i), targets.getLast());
    }
    try (Team team =
        new Team(folder, urls, 3, 0, "--per-host", "1", "--delay", "30ms", "--collect", "all")) {
      CountDownLatch killed = new CountDownLatch(1);
      sites.at(
          200,
          () -> {
            team.worker(0).kill();
            killed.countDown();
          });
      int code = team.crawl().exitCode();
      assertThat(killed.getCount()).isZero();
      assertThat(team.crawl().output()).contains("500 URLs are done");
      boolean told = team.crawl().output().contains("more are missing: the members that have them");
      assertThat(code).as("whether the dead one had told of results").isEqualTo(told ? 1 : 0);
      assertThat(team.saved()).as("lost none").isEqualTo(new HashSet<>(urls));
      assertThat(sites.peak()).isEqualTo(1);
      assertThat(sites.gap()).isGreaterThanOrEqualTo(Duration.ofMillis(30));
      assertThat(Stream.concat(urls.stream(), targets.stream()))
          .as("one member died, so each is asked for once more at most")
          .allSatisfy(url -> assertThat(sites.requests(url)).isBetween(1, 2));
      long again =
          IntStream.iterate(1, i -> i < urls.size(), i -> i + 2) // those without redirect
              .mapToLong(i -> sites.requests(urls.get(i)) - 1)
              .sum();
      assertThat(again).as("asked twice: at work, or just ended").isLessThanOrEqualTo(60);

      int requests = sites.requests();
      team.startWorker(1).awaitOutput("is ready");
      assertThat(team.startCrawl(3).exitCode()).as(team.crawl().output()).isZero();
      assertThat(sites.requests()).as("its results are back, too").isEqualTo(requests);
      assertThat(collected()).isEqualTo(urls);
    }
  }

  /// The URLs that have a line in the folder with all results, in the order of the lines. Each host
  /// answers with the URL that it was asked for.
  private List<String> collected() throws IOException {
    List<String> urls = new ArrayList<>();
    JsonMapper json = JsonMapper.shared();
    for (String line : Files.readAllLines(folder.resolve("all/results.jsonl"))) {
      JsonNode result = json.readTree(line);
      assertThat(result.path("index").asInt()).isEqualTo(urls.size());
      urls.add(result.path("url").asString());
      assertThat(folder.resolve(result.path("file").asString()))
          .hasContent(result.path("finalUrl").asString());
    }
    try (Stream<Path> bodies = Files.list(folder.resolve("all/bodies"))) {
      assertThat(bodies).hasSameSizeAs(urls);
    }
    return urls;
  }

  /// The results are there before, so nothing is fetched. The engine has little room for what is on
  /// its way.
  @Test
  void manyResultsAndALargeBodyAreCollected() throws Exception {
    int count = 5_000;
    long large = 150 << 20;
    List<String> urls = IntStream.range(0, count).mapToObj(i -> sites.url(0, i)).toList();
    Files.write(folder.resolve("urls"), urls);
    Path own = folder.resolve("out/alone");
    Files.createDirectories(own.resolve("bodies"));
    Files.writeString(own.resolve("list"), ListFile.digest(folder.resolve("urls")));
    List<String> lines = new ArrayList<>();
    for (int i = count - 1; i >= 0; i--) {
      long length = i == 0 ? large : i % 3;
      String body = "out/alone/bodies/%06d-x".formatted(i);
      try (RandomAccessFile file = new RandomAccessFile(folder.resolve(body).toFile(), "rw")) {
        file.setLength(length);
      }
      lines.add(
          "{\"index\":%d,\"url\":\"%s\",\"status\":200,\"bytes\":%d,\"file\":\"%s\"}"
              .formatted(i, urls.get(i), length, body));
    }
    Files.write(own.resolve("results.jsonl"), lines);
    try (MemberProcess crawl =
        MemberProcess.start(
            folder, "crawl", "-i", "urls", "--output-dir", "out", "--collect", "all")) {
      assertThat(crawl.exitCode()).as(crawl.output()).isZero();
    }
    assertThat(sites.requests()).isZero();
    assertThat(folder.resolve("all/bodies/000000-x")).hasSize(large);
    assertThat(Files.readAllLines(folder.resolve("all/results.jsonl")))
        .hasSize(count)
        .last()
        .asString()
        .contains("\"index\":4999", "all/bodies/004999-x");
  }

  @Test
  void strangersChangeNothing() throws Exception {
    List<String> urls = sites.urls(10, 20, false);
    Path key = Files.writeString(folder.resolve("key"), "sixteen characters or more");
    Path other = Files.writeString(folder.resolve("other"), "another secret than that");
    String place = Machines.LOOPBACK.place(0);
    String strange = Machines.LOOPBACK.place(1);
    String all = place + "," + strange;
    Files.write(folder.resolve("urls"), urls);
    try (MemberProcess stranger =
            MemberProcess.start(
                folder,
                "worker",
                "--listen",
                strange,
                "--join",
                all,
                "--secret-file",
                other.toString());
        MemberProcess crawl =
            MemberProcess.start(
                folder,
                "crawl",
                "-i",
                "urls",
                "--output-dir",
                "out",
                "--per-host",
                "1",
                "--delay",
                "100ms",
                "--listen",
                place,
                "--join",
                all,
                "--secret-file",
                key.toString())) {
      sites.at(20, () -> sendGarbage(place));
      assertThat(crawl.exitCode()).as(crawl.output()).isZero();
      assertThat(crawl.output()).contains("200 fetched and 0 failed by this process");
      assertThat(sites.requests()).isEqualTo(200);
      assertThat(stranger.isAlive()).isTrue();
    }
  }

  private static void sendGarbage(String place) {
    String[] parts = place.split(":");
    for (String bytes :
        List.of("GET / HTTP/1.1\r\n\r\n", "HZC\0\0\0\u00ff\u00ff\u00ff", "\0".repeat(5_000))) {
      try (Socket socket =
          new Socket(InetAddress.ofLiteral(parts[0]), Integer.parseInt(parts[1]))) {
        socket
            .getOutputStream()
            .write(bytes.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
      } catch (IOException refused) {
        // all the better
      }
    }
  }
}
