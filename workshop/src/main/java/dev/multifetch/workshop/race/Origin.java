package dev.multifetch.workshop.race;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.multifetch.benchmarks.server.Wish;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The server of the race. A URL is `/{lane}/{n}`. The head of its response comes after three
/// quarters of the URL's delay, and the body at the end of the delay, so that a page can show both.
/// Each connection has a virtual thread. It keeps what it saw for each lane.
final class Origin implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final int LARGEST_HEAD = 64 << 10; // bytes
  private static final int IDLE_MILLIS = 120_000; // then a connection without a request ends
  private static final String BODY = "abcdefghijklmnop".repeat(64); // 1,024 bytes

  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Course course = new Course(Settings.DEFAULTS, Map.of(), (_, _) -> {});

  /// @param seen by lane
  /// @param onAsked is told of each lane's requests
  private record Course(
      Settings settings,
      List<Duration> delays,
      Map<String, Sightings> seen,
      BiConsumer<String, Event> onAsked) {

    Course(Settings settings, Map<String, Sightings> seen, BiConsumer<String, Event> onAsked) {
      this(settings, settings.delays(), seen, onAsked);
    }
  }

  private Origin(ServerSocket listener) {
    this.listener = listener;
    threads.execute(this::accept);
  }

  /// Listens on any free port of the loopback interface.
  static Origin listen() throws IOException {
    return new Origin(new ServerSocket(0, 1_024, InetAddress.ofLiteral(HOST)));
  }

  URI url() {
    return URI.create("http://%s:%d/".formatted(HOST, listener.getLocalPort()));
  }

  /// Forgets what it saw, and takes its delays and failures from these settings.
  void begin(Settings settings, Collection<String> lanes, BiConsumer<String, Event> onAsked) {
    Map<String, Sightings> seen =
        lanes.stream().collect(Collectors.toMap(Function.identity(), _ -> new Sightings()));
    course = new Course(settings, seen, onAsked);
  }

  /// What it saw of a lane of this race.
  Event.Seen seen(String lane) {
    return course.seen.getOrDefault(lane, new Sightings()).seen();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        threads.execute(() -> converse(socket));
      }
    } catch (IOException e) {
      if (!listener.isClosed()) {
        throw new UncheckedIOException("the race's server takes no more connections", e);
      }
    }
  }

  private void converse(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true); // a body must not wait for the acknowledgement of its head
      socket.setSoTimeout(IDLE_MILLIS);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String head = head(in);
      while (!head.isEmpty() && answer(head, socket)) {
        head = head(in);
      }
    } catch (IOException e) {
      // the client has left
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server is closed
    }
  }

  /// A request's head; empty if there is none.
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < LARGEST_HEAD && head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /// Whether the connection may go on.
  private boolean answer(String head, Socket socket) throws IOException, InterruptedException {
    String[] words = head.split("[ /]+", 4); // GET /lane/n HTTP/1.1
    Course now = course;
    Sightings seen = now.seen.get(words[1]);
    if (seen == null) {
      return write(socket, Wish.Fate.ANSWER, Duration.ZERO, () -> {}); // a lane that warms up
    }
    int n = Integer.parseInt(words[2]);
    seen.asked(socket);
    try {
      now.onAsked.accept(words[1], new Event.Asked(n));
      return write(socket, now.settings.fate(n), now.delays.get(n), () -> seen.answered(socket));
    } finally {
      seen.answered(socket); // if it was not: the client has left
    }
  }

  /// @param whole runs before the last byte, after which the client may send its next request
  private static boolean write(Socket socket, Wish.Fate fate, Duration delay, Runnable whole)
      throws IOException, InterruptedException {
    OutputStream out = socket.getOutputStream();
    String status = fate == Wish.Fate.ERROR ? "500 Internal Server Error" : "200 OK";
    String head = "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n".formatted(status, BODY.length());
    Duration untilHead = delay.multipliedBy(3).dividedBy(4);
    Thread.sleep(untilHead);
    out.write(head.getBytes(ISO_8859_1));
    Thread.sleep(delay.minus(untilHead));
    boolean cut = fate == Wish.Fate.CUT;
    whole.run();
    out.write(BODY.substring(0, cut ? BODY.length() / 2 : BODY.length()).getBytes(ISO_8859_1));
    return !cut;
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
