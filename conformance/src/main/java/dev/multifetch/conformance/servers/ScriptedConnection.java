package dev.multifetch.conformance.servers;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One connection to a [ScriptedServer], as its script sees it.
public final class ScriptedConnection {

  /// How a client ended a connection.
  public enum Ending {
    FIN,
    RESET
  }

  private static final int BURST = 4 << 20;
  private static final Duration PIECE_EVERY = Duration.ofMillis(50);

  private final ScriptedServer server;
  private final int number;
  private final Socket raw;
  private final Socket socket;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile @Nullable ServedRequest lastRequest;
  private final CompletableFuture<Ending> closedByClient = new CompletableFuture<>();
  private volatile InputStream input = InputStream.nullInputStream();

  ScriptedConnection(ScriptedServer server, int number, Socket raw, Socket socket) {
    this.server = server;
    this.number = number;
    this.raw = raw;
    this.socket = socket;
  }

  void follow(ScriptedServer.Script script) {
    try {
      raw.setTcpNoDelay(true);
      input = new BufferedInputStream(socket.getInputStream());
      script.serve(this);
    } catch (EOFException fin) {
      ended(ServedRequest.End.CLIENT_LEFT);
      closedByClient.complete(Ending.FIN);
    } catch (IOException reset) {
      ended(ServedRequest.End.CLIENT_LEFT);
      closedByClient.complete(Ending.RESET);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended(ServedRequest.End.SERVER_LEFT);
      close();
    }
  }

  /// Waits for the next request and returns its head.
  ///
  /// @throws EOFException if the client closed the connection instead
  public String request() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
      int next = input.read();
      if (next < 0) {
        throw new EOFException("client closed the connection");
      }
      head.append((char) next);
    }
    requests.incrementAndGet();
    lastRequest = server.requested(number, head.toString());
    return head.toString();
  }

  private void ended(ServedRequest.End how) {
    ServedRequest request = lastRequest;
    if (request != null) {
      request.end(how);
    }
  }

  /// Waits for the first bytes, whatever they are.
  public void awaitBytes() throws IOException {
    if (input.read() < 0) {
      throw new EOFException("client closed the connection");
    }
  }

  /// Answers with these bytes, a Latin-1 character for a byte, which end the response.
  public void answer(String response) throws IOException {
    ended(ServedRequest.End.ANSWERED);
    server.answering(); // before the client can see it, so that the peak is not too high
    send(response);
  }

  /// Sends these bytes.
  public void send(String bytes) throws IOException {
    send(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /// Sends this piece again and again, until the client hangs up: [#BURST] bytes at once, which is
  /// more than the suite allows anywhere, and then a piece now and then. A client without a limit
  /// would otherwise fill its memory in seconds, and keep the processor from all others.
  public void sendWithoutEnd(String piece) throws IOException, InterruptedException {
    byte[] bytes = piece.getBytes(StandardCharsets.ISO_8859_1);
    for (int sent = 0; sent < BURST; sent += bytes.length) {
      send(bytes);
    }
    while (true) {
      send(bytes);
      Thread.sleep(PIECE_EVERY);
    }
  }

  /// Sends these bytes below TLS, without TLS.
  public void sendBelowTls(byte[] bytes) throws IOException {
    raw.getOutputStream().write(bytes);
  }

  /// Ends the sending side in order.
  public void finish() throws IOException {
    socket.shutdownOutput();
  }

  /// Ends the sending side of the connection below TLS, without TLS's own end.
  public void cut() throws IOException {
    raw.shutdownOutput();
  }

  /// Ends the connection with a reset.
  public void reset() throws IOException {
    raw.setSoLinger(true, 0);
    raw.close();
  }

  /// Waits until the client closes the connection, and reads what it still sends.
  public void awaitClientClose() throws IOException {
    input.transferTo(OutputStream.nullOutputStream());
    throw new EOFException("client closed the connection");
  }

  /// Whether the client closes this connection within this time.
  public boolean isClosedByClient(Duration within) throws InterruptedException {
    try {
      closedByClient.get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }

  /// How the client closed this connection; waits for it at most this long.
  public Ending closedByClient(Duration within) throws InterruptedException {
    try {
      return closedByClient.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new AssertionError(
          "the client left its connection open: %d ms after it should have given up on \"%s\", the server is still connected"
              .formatted(within.toMillis(), lastRequestLine()),
          e);
    }
  }

  private String lastRequestLine() {
    ServedRequest request = lastRequest;
    return request == null ? "nothing" : request.line();
  }

  /// How many requests came on this connection.
  public int requests() {
    return requests.get();
  }

  /// The socket, for scripts that need more than these methods.
  public Socket socket() {
    return socket;
  }

  @Override
  public String toString() {
    return "connection with " + requests + " requests";
  }

  boolean isClosed() {
    return raw.isClosed();
  }

  public void close() {
    try {
      raw.close();
    } catch (IOException e) {
      throw new IllegalStateException("connection did not close", e);
    }
  }
}
