package dev.multifetch.cli;

import static dev.multifetch.cli.Ran.multifetch;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server that means harm: what it sends reaches neither the terminal nor the file system as it
/// is. It answers every request with the same bytes, and closes.
@Timeout(60)
class HostileServerTest {

  /// Colours, a window title, an 8-bit control sequence, a line of its own, a mark that turns the
  /// direction of writing, and an end of the string in JSON. No CR or LF, which end a field.
  private static final String NASTY =
      "\u001b[2J\u001b]0;owned\u0007\u009b31m\u0085\u202e\u2028\b\u007f\"},{\"status\":200";

  /// What of it a header field can carry: a byte for each character.
  private static final String IN_LATIN_1 = NASTY.replaceAll("[\u202e\u2028]", "");

  @TempDir private Path folder;
  private ServerSocket server;
  private volatile String response = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::answerAll);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 %s\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 %s\r\n\r\n",
        "%s\r\n\r\n",
        "HTTP/1.1 200 OK\r\n%s\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: %s\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: %s\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%s\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Encoding: %s\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-%s: %1$s\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: ftp://h/%s\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: http://u:%s@h/\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: http://%s/\r\nContent-Length: 0\r\n\r\n"
      })
  void nothingItSaysReachesTheTerminalAsItIs(String template) {
    response = template.formatted(IN_LATIN_1);
    for (String model : List.of("virtual-threads", "netty", "completablefuture")) {
      for (String format : List.of("--json", "--no-progress")) {
        Ran ran = multifetch("get", "--model", model, format, url("/a"));
        assertThat(ran.out()).as("%s %s", model, format).hasSize(1).allSatisfy(this::isPlain);
        assertThat(ran.err().lines()).as("%s %s", model, format).allSatisfy(this::isPlain);
      }
    }
  }

  @Test
  void aLineOfJsonIsOneObject_whateverItsHeadersSay() {
    String passed = IN_LATIN_1.replaceAll("[\\x00-\\x1f\\x7f]", ""); // R18 refuses those
    response = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Nasty: a%s\r\n\r\n".formatted(passed);
    Ran ran = multifetch("get", "--json", "--model", "blocking-okhttp", url("/a"));
    assertThat(ran.out()).hasSize(1).allSatisfy(this::isPlain);
    JsonNode line = new JsonMapper().readTree(ran.out().getFirst());
    assertThat(line.propertyNames()).contains("index", "status", "headers").hasSize(10);
  }

  @Test
  void aDetailWithoutEndIsCut() {
    response = "HTTP/1.1 302 Found\r\nLocation: ftp://h/" + "x".repeat(60_000) + "\r\n\r\n";
    Ran ran = multifetch("get", url("/a"));
    assertThat(ran.err()).contains("ftp://h/xxx", "... (").hasSizeLessThan(2_000);
  }

  @Test
  void noFileIsNamedByWhatItSays() throws IOException {
    response =
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Location: /../../x.sh\r\n"
            + "Content-Disposition: attachment; filename=\"../../x.sh\"\r\n\r\nhello";
    String out = folder.resolve("out").toString();
    Ran ran = multifetch("get", "--output-dir", out, url("/a.txt"));
    assertThat(ran.exitCode()).isZero();
    assertThat(names(folder.resolve("out"))).containsExactly("000000-a.txt");
    assertThat(names(folder)).containsExactly("out");
  }

  @Test
  void aNameThatOccursTwiceIsTwoFiles() throws IOException {
    Path out = folder.resolve("out");
    multifetch("get", "--output-dir", out.toString(), url("/a"), url("/A"), url("/x/a"), url("/a"));
    assertThat(names(out)).containsExactly("000000-a", "000001-A", "000002-a", "000003-a");
  }

  @Test
  void aLinkInTheFolderLeadsNothingOutOfIt() throws IOException {
    Path theirs = Files.writeString(folder.resolve("theirs"), "theirs");
    Path out = Files.createDirectory(folder.resolve("out"));
    Files.createSymbolicLink(out.resolve("000000-a"), theirs);
    Files.createSymbolicLink(out.resolve("000001-b.part"), theirs);
    Ran ran = multifetch("get", "--output-dir", out.toString(), url("/a"), url("/b"));
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(theirs).hasContent("theirs");
    assertThat(out.resolve("000000-a")).isSymbolicLink();
    assertThat(out.resolve("000000-2-a")).hasContent("hello");
    assertThat(out.resolve("000001-b")).hasContent("hello");
    assertThat(out.resolve("000001-b.part")).isSymbolicLink();
  }

  @Test
  void aUrlOfManyLinesIsOneLineOfWhatFailed() throws IOException {
    Path failed = folder.resolve("failed");
    multifetch("get", "--save-failed", failed.toString(), "http://h/a\nhttp://h/b\u2028c");
    assertThat(Files.readAllLines(failed)).hasSize(1);
  }

  @Test
  void aUrlWithCharactersThatNobodySeesCanBeFetchedAgain() throws IOException {
    response = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
    Path failed = folder.resolve("failed");
    multifetch("get", "--fail", "--save-failed", failed.toString(), url("/missing/a\u200db"));
    assertThat(failed).hasContent(url("/missing/a%E2%80%8Db"));
  }

  private void isPlain(String line) {
    assertThat(line.chars().filter(c -> c < ' ' || (c >= 0x7f && c < 0xa0))).isEmpty();
    assertThat(line).doesNotContainPattern("[\\p{Cf}\\p{Zl}\\p{Zp}]");
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getLocalPort() + path;
  }

  private void answerAll() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.startVirtualThread(() -> answer(socket));
      }
    } catch (IOException e) {
      // the test is over
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      socket.getInputStream().read(new byte[8192]);
      OutputStream out = socket.getOutputStream();
      out.write(response.getBytes(ISO_8859_1));
      out.flush();
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes(); // else what is unread would reset the connection
    } catch (IOException e) {
      // the client has seen enough
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
