package dev.multifetch.conformance.servers;

import dev.multifetch.conformance.servers.ScriptedServer.Script;

/// Scripts that many tests share.
public final class Scripts {

  /// A small and correct response.
  public static final String OK = ok("ok");

  /// An address to which no connection is possible, which the kernel says at once: the broadcast
  /// address of the loopback network.
  public static final String UNREACHABLE = "127.255.255.255";

  private Scripts() {}

  /// A correct response with this body.
  public static String ok(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  /// A redirect to this Location.
  public static String redirect(int status, String location) {
    return "HTTP/1.1 %d Redirect\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
        .formatted(status, location);
  }

  /// What a request asks for: its path, and its query if there is one.
  public static String target(String head) {
    return head.split(" ", 3)[1];
  }

  /// The path of a target, without its query.
  public static String path(String target) {
    return target.split("\\?", 2)[0];
  }

  /// The same query under another path.
  public static String moved(String target, String path) {
    return path + target.substring(path(target).length());
  }

  /// Answers every request of a connection with this.
  public static Script always(String response) {
    return connection -> {
      while (true) {
        connection.request();
        connection.answer(response);
      }
    };
  }

  /// Answers one request with this, ends the sending side in order, and waits for the client to
  /// close.
  public static Script once(String response) {
    return connection -> {
      connection.request();
      connection.answer(response);
      connection.finish();
      connection.awaitClientClose();
    };
  }

  /// Answers one request with this and then neither sends nor closes.
  public static Script onceAndStay(String response) {
    return connection -> {
      connection.request();
      connection.answer(response);
      connection.awaitClientClose();
    };
  }

  /// Answers one request with this and then resets the connection.
  public static Script onceThenReset(String response) {
    return connection -> {
      connection.request();
      connection.answer(response);
      connection.reset();
    };
  }

  /// Takes requests and never answers.
  public static Script silent() {
    return connection -> {
      connection.request();
      connection.awaitClientClose();
    };
  }
}
