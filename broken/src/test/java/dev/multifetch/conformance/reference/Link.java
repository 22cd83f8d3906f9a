package dev.multifetch.conformance.reference;

import dev.multifetch.http.Origin;
import dev.multifetch.http.Route;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/// One connection of a [ReferenceFetcher]; its input is read through it, so that it knows whether
/// anything came.
final class Link extends InputStream {

  final Route route;
  final Origin origin;
  RawSocket raw = new RawSocket();
  private final Set<RawSocket> tried = new HashSet<>(); // guarded by this
  private Socket socket = raw;
  private boolean dropped; // guarded by this
  private Runnable wakeLookup = () -> {}; // guarded by this
  private InputStream input = InputStream.nullInputStream();
  private int exchanges;
  private boolean answered;
  private Runnable onInput = () -> {};

  Link(Route route) {
    this.route = route;
    this.origin = route.origin();
  }

  /// Leaves what wakes whoever waits for the host's addresses. Runs at once if it has been dropped.
  synchronized void whileLookingUp(Runnable wake) {
    wakeLookup = wake;
    if (dropped) {
      wake.run();
    }
  }

  /// A new socket for the next address to try.
  synchronized RawSocket anotherSocket() throws SocketException {
    if (dropped) {
      throw new SocketException("dropped");
    }
    RawSocket another = new RawSocket();
    tried.add(another);
    return another;
  }

  /// The socket that is connected.
  synchronized void settleOn(RawSocket connected) {
    raw = connected;
    socket = raw;
    tried.remove(raw);
    if (dropped) {
      close();
    }
  }

  /// Closes the sockets that it has not settled on.
  synchronized void closeTried() {
    tried.forEach(Link::close);
    tried.clear();
  }

  /// From now on it can serve, over this socket: its own, or one that puts TLS over it.
  void opened(Socket layered) throws IOException {
    socket = layered;
    input = new BufferedInputStream(layered.getInputStream());
  }

  boolean isOpen() {
    return raw.isConnected();
  }

  /// Begins an exchange with a request head.
  void send(String head) throws IOException {
    exchanges++;
    answered = false;
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
  }

  /// From now on each input runs this.
  void onInput(Runnable action) {
    onInput = action;
  }

  /// Whether the exchange at hand is not the first.
  boolean reused() {
    return exchanges > 1;
  }

  /// Whether a byte came since the request was sent.
  boolean answered() {
    return answered;
  }

  /// Whether more has come than was read.
  boolean surplus() {
    try {
      return input.available() > 0 || (raw.available() > 0 && (socket == raw || readable()));
    } catch (IOException closed) {
      return true;
    }
  }

  /// Over TLS what came may be but a session ticket, which shows only in reading.
  private boolean readable() throws IOException {
    return speaksWithin(1);
  }

  /// Whether there is something to read, or the end, at the latest after so many milliseconds.
  boolean speaksWithin(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      int _ = input.read();
      return true;
    } catch (SocketTimeoutException nothing) {
      return false;
    } finally {
      socket.setSoTimeout(0);
    }
  }

  @Override
  public int read() throws IOException {
    int next = input.read();
    heard(next >= 0);
    return next;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = input.read(bytes, offset, length);
    heard(count > 0);
    return count;
  }

  private void heard(boolean anything) {
    answered |= anything;
    onInput.run();
  }

  /// Ends it at once, from any thread: closing the lower socket frees whoever waits for it.
  @Override
  public synchronized void close() {
    dropped = true;
    wakeLookup.run();
    closeTried();
    close(raw);
  }

  private static void close(RawSocket raw) {
    try {
      raw.close();
    } catch (IOException e) {
      throw new IllegalStateException("connection did not close", e);
    }
  }
}
