package dev.multifetch.benchmarks.server;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One connection's requests, one after another, on the server's one event loop. The server reads
/// only as much of a request as it must: its first line, and whether to close the connection after
/// it. So the server can give more than any client here can take. A delay is a timer; no thread
/// sleeps.
final class Conversation {

  private static final Pattern CLOSE =
      Pattern.compile("\\r\\nconnection:[^\\r]*\\bclose\\b", Pattern.CASE_INSENSITIVE);
  private static final long NO_TIMER = -1;
  private static final int LARGEST_HEAD = 1 << 16;

  private final NetSocket socket;
  private final Vertx vertx;
  private final Counters counters;
  private final Wishes wishes;
  private final PreparedResponses responses;
  private final Control control;
  private final Detours detours;
  private final NetClient connector;
  private long timer = NO_TIMER;
  private @Nullable Detour detour;

  Conversation(
      NetSocket socket,
      Vertx vertx,
      Counters counters,
      Wishes wishes,
      PreparedResponses responses,
      Control control,
      Detours detours,
      NetClient connector) {
    this.socket = socket;
    this.vertx = vertx;
    this.counters = counters;
    this.wishes = wishes;
    this.responses = responses;
    this.control = control;
    this.detours = detours;
    this.connector = connector;
  }

  void begin() {
    counters.connected();
    RecordParser heads = RecordParser.newDelimited("\r\n\r\n", this::request);
    heads.maxRecordSize(LARGEST_HEAD).exceptionHandler(_ -> socket.close());
    socket.handler(heads).closeHandler(_ -> left()).exceptionHandler(_ -> socket.close());
  }

  private void request(Buffer bytes) {
    if (timer != NO_TIMER) {
      end("one request at a time: the one before is not answered yet\n", 400);
      return;
    }
    String head = bytes.toString("ISO-8859-1");
    int method = head.indexOf(' ');
    int target = head.indexOf(' ', method + 1);
    if (method < 0 || target < 0) {
      end("a request begins with a line like GET /bytes/1 HTTP/1.1\n", 400);
    } else if (head.startsWith(Control.PATH, method + 1)) {
      counters.connectionOfControl();
      control.answer(head.substring(0, method), head.substring(method + 1, target), this::end);
    } else if (!head.startsWith("GET ")) {
      end("GET it\n", 405);
    } else {
      request(head.substring(method + 1, target), isLast(head, target), bytes);
    }
  }

  private void request(String target, boolean last, Buffer head) {
    Optional<String> destination = detours.destination(target);
    if (destination.isPresent()) {
      take(destination.get()).ask(head);
    } else {
      leaveDetour();
      wish(target, last);
    }
  }

  /// The detour that this connection is on already, if it leads there.
  private Detour take(String destination) {
    if (detour == null || !detour.leadsTo(destination)) {
      leaveDetour();
      detour = new Detour(socket, destination, detours, vertx, connector);
    }
    return detour;
  }

  private void leaveDetour() {
    if (detour != null) {
      detour.leave();
      detour = null;
    }
  }

  private void wish(String target, boolean last) {
    try {
      Wish wish = wishes.of(target);
      counters.received();
      if (wish.delay().isZero()) {
        grant(wish, last);
      } else {
        later(wish, last);
      }
    } catch (IllegalArgumentException e) {
      end(e.getMessage() + "\n", 400);
    }
  }

  private void later(Wish wish, boolean last) {
    long millis = Math.max(1, wish.delay().plus(Duration.ofNanos(500_000)).toMillis()); // rounded
    timer =
        vertx.setTimer(
            millis,
            _ -> {
              timer = NO_TIMER;
              grant(wish, last);
            });
  }

  private void grant(Wish wish, boolean last) {
    boolean closes = last || wish.closes();
    socket.write(responses.to(wish, closes));
    counters.ended(wish.bytes());
    if (closes || wish.fate() == Wish.Fate.CUT) {
      socket.close();
    }
  }

  /// The client closed the connection: its requests are no longer in flight.
  private void left() {
    leaveDetour();
    if (timer != NO_TIMER && vertx.cancelTimer(timer)) {
      counters.ended(0);
    }
  }

  private void end(String words, int status) {
    socket.write(PreparedResponses.last(status, words));
    socket.close();
  }

  /// Closes the connection after HTTP/1.0, and if the request says so.
  private static boolean isLast(String head, int target) {
    return head.startsWith("1.0", target + " HTTP/".length())
        || (head.contains("lose") && CLOSE.matcher(head).find());
  }
}
