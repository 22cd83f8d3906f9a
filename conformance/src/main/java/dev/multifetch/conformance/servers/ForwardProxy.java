package dev.multifetch.conformance.servers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.multifetch.conformance.servers.ScriptedServer.Script;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A proxy: it passes requests on, and opens tunnels. It finds every host at 127.0.0.1. The hosts
/// whose names end in `.behind.test` are known to it alone.
public final class ForwardProxy implements Script {

  private static final Pattern TUNNEL = Pattern.compile("CONNECT (.+):([0-9]+) HTTP/1\\.1");
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: *([0-9]+)");

  private static final String WHO =
      "HTTP/1.1 407 Proxy Authentication Required\r\n"
          + "Proxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n";

  private static final String OPEN = "HTTP/1.1 200 Connection established\r\n\r\n";

  private final Optional<String> authorization;
  private final String open;

  private ForwardProxy(Optional<String> authorization, String open) {
    this.authorization = authorization;
    this.open = open;
  }

  /// A proxy for everybody.
  public static ForwardProxy open() {
    return opening(OPEN);
  }

  /// A proxy that opens tunnels with this answer.
  public static ForwardProxy opening(String answer) {
    return new ForwardProxy(Optional.empty(), answer);
  }

  /// A proxy that serves only requests with this value of Proxy-Authorization.
  public static ForwardProxy demanding(String authorization) {
    return new ForwardProxy(Optional.of(authorization), OPEN);
  }

  @Override
  public void serve(ScriptedConnection connection) throws IOException, InterruptedException {
    while (true) {
      String head = connection.request();
      Matcher tunnel = TUNNEL.matcher(head.lines().findFirst().orElse(""));
      if (!authorization.map(value -> head.contains(field(value))).orElse(true)) {
        connection.answer(WHO);
      } else if (tunnel.matches()) {
        relay(connection, Integer.parseInt(tunnel.group(2)));
        return;
      } else {
        connection.answer(passedOn(head));
      }
    }
  }

  private static String field(String authorization) {
    return "\r\nProxy-Authorization: " + authorization + "\r\n";
  }

  private void relay(ScriptedConnection client, int port) throws IOException, InterruptedException {
    try (Socket origin = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      client.answer(open);
      Thread back = Thread.startVirtualThread(() -> copy(origin, client.socket()));
      copy(client.socket(), origin);
      back.join();
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException ended) {
      // the other side has left, or the test is over
    }
  }

  /// Sends the request on, without what is meant for the proxy, and returns the response.
  private static String passedOn(String head) throws IOException {
    String url = Scripts.target(head);
    if (!url.startsWith("http://")) {
      return "HTTP/1.1 400 Not for a proxy\r\nContent-Length: 0\r\n\r\n";
    }
    URI to = URI.create(url);
    String path = url.substring(url.indexOf('/', "http://".length()));
    String request =
        head.replaceFirst(Pattern.quote(url), Matcher.quoteReplacement(path))
            .replaceFirst("Proxy-Authorization: [^\r]*\r\n", "");
    try (Socket origin = new Socket(InetAddress.ofLiteral("127.0.0.1"), to.getPort())) {
      origin.getOutputStream().write(request.getBytes(ISO_8859_1));
      return response(new BufferedInputStream(origin.getInputStream()));
    }
  }

  /// A response with a Content-Length.
  private static String response(InputStream from) throws IOException {
    StringBuilder response = new StringBuilder();
    while (response.indexOf("\r\n\r\n") < 0) {
      int next = from.read();
      if (next < 0) {
        throw new EOFException("the origin closed the connection");
      }
      response.append((char) next);
    }
    Matcher length = LENGTH.matcher(response);
    int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
    return response.append(new String(from.readNBytes(body), ISO_8859_1)).toString();
  }
}
