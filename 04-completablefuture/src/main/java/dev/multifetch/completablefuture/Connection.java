package dev.multifetch.completablefuture;

import dev.multifetch.FetchOptions;
import dev.multifetch.completablefuture.Connector.Opening;
import dev.multifetch.http.Origin;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.impl.nio.ClientHttp1IOEventHandler;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command.Priority;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;

/// One connection, as its I/O thread sees it. It carries one exchange at a time, which says when it
/// begins and ends; in between it waits among the idle ones.
public final class Connection extends ClientHttp1IOEventHandler {

  private static final Duration MOMENT = Duration.ofMillis(1);

  private final ProtocolIOSession session;
  private final HeadParser heads;
  private final Opening opening;
  private final IdleConnections idle;
  private boolean served;
  private long lastEnd; // of an exchange, as System.nanoTime() has it
  private boolean begun;

  private Connection(
      Codec codec,
      ProtocolIOSession session,
      HeadParser heads,
      Opening opening,
      IdleConnections idle) {
    super(codec);
    this.session = session;
    this.heads = heads;
    this.opening = opening;
    this.idle = idle;
  }

  static Connection over(
      ProtocolIOSession session, Opening opening, FetchOptions options, IdleConnections idle) {
    HeadParser heads = new HeadParser(options.maxHeadBytes());
    Codec codec = new Codec(session, heads, opening.tls(), options.maxHeadBytes());
    return new Connection(codec, session, heads, opening, idle);
  }

  Origin origin() {
    return opening.origin();
  }

  /// Hands an exchange to the I/O thread, where it is told of everything else. If the connection
  /// turns out to be closed, the exchange fails.
  public void execute(AsyncClientExchangeHandler exchange) {
    session.enqueue(
        new RequestExecutionCommand(exchange, HttpCoreContext.create()), Priority.NORMAL);
  }

  /// The exchange begins: what comes from now on is for it. What came before is for nobody, and the
  /// kernel may still hold it (R20, R42).
  public void begins(AsyncClientExchangeHandler exchange) throws IOException {
    if (heads.surplus() || (served && !isFresh() && session.read(ByteBuffer.allocate(1)) != 0)) {
      throw new ConnectionClosedException("bytes that nobody asked for, or the end");
    }
    begun = true;
    heads.await(exchange);
  }

  /// Whether the last response was all there was a moment ago, too short a time for its server to
  /// become impatient: then a look at the kernel, which costs as much as a read, is saved.
  private boolean isFresh() {
    return heads.drained()
        && !opening.origin().secure()
        && System.nanoTime() - lastEnd < MOMENT.toNanos();
  }

  /// R41: whether this connection has served before, and not a byte came for the exchange at hand.
  public boolean stale() {
    return served && !(begun && heads.received());
  }

  /// The exchange is over.
  ///
  /// @param reusable whether its response was received to its end and allows another behind it
  public void ends(boolean reusable) {
    served = true;
    lastEnd = System.nanoTime();
    begun = false;
    if (reusable && !heads.surplus()) { // R20
      heads.awaitNothing();
      idle.give(this);
    } else {
      close();
    }
  }

  /// Closes the socket, from any thread and without ceremony: the server sees it at once.
  @Override
  public void close() {
    session.close(CloseMode.IMMEDIATE);
  }

  @Override
  public boolean isOpen() {
    return session.isOpen() && super.isOpen();
  }

  @Override
  public void connected(IOSession secured) throws IOException {
    super.connected(secured);
    if (!opening.connection().complete(this)) { // nobody waits for it any more
      close();
    }
  }

  @Override
  public void inputReady(IOSession from, ByteBuffer decrypted) throws IOException {
    try {
      super.inputReady(from, decrypted);
    } catch (Error defect) { // R45: it would end the thread that serves everybody else
      exception(from, new IllegalStateException(defect));
    }
  }

  @Override
  public void outputReady(IOSession to) throws IOException {
    try {
      super.outputReady(to);
    } catch (Error defect) {
      exception(to, new IllegalStateException(defect));
    }
  }

  @Override
  public void exception(IOSession from, Exception cause) {
    opening.failed(opening.tls().failure(cause)); // in the handshake
    super.exception(from, cause);
    close(); // the library would first say goodbye
  }

  @Override
  public void disconnected(IOSession from) {
    opening.failed(opening.tls().failure(new ConnectionClosedException()));
    super.disconnected(from);
    idle.forget(this);
  }
}
