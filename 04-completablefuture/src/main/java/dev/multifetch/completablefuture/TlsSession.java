package dev.multifetch.completablefuture;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.concurrent.locks.Lock;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;

/// The library's TLS, where an `Error` ends one connection and not the I/O thread with all others:
/// trust managers are anybody's code, and memory runs out anywhere (R45).
final class TlsSession implements IOSession {

  private final IOSession tls;
  private final IOEventHandler guarded;

  TlsSession(IOSession tls) {
    this.tls = tls;
    this.guarded = new Guarded(tls.getHandler()); // which puts TLS before that of the connection
  }

  @Override
  public IOEventHandler getHandler() {
    return guarded;
  }

  private record Guarded(IOEventHandler handler) implements IOEventHandler {

    private interface Event {
      void happen() throws IOException;
    }

    private void guard(IOSession session, Event event) throws IOException {
      try {
        event.happen();
      } catch (Error defect) {
        handler.exception(session, new IllegalStateException(defect));
        session.close(CloseMode.IMMEDIATE);
      }
    }

    @Override
    public void connected(IOSession session) throws IOException {
      guard(session, () -> handler.connected(session));
    }

    @Override
    public void inputReady(IOSession session, ByteBuffer input) throws IOException {
      guard(session, () -> handler.inputReady(session, input));
    }

    @Override
    public void outputReady(IOSession session) throws IOException {
      guard(session, () -> handler.outputReady(session));
    }

    @Override
    public void timeout(IOSession session, Timeout timeout) throws IOException {
      guard(session, () -> handler.timeout(session, timeout));
    }

    @Override
    public void exception(IOSession session, Exception cause) {
      handler.exception(session, cause);
    }

    @Override
    public void disconnected(IOSession session) {
      handler.disconnected(session);
    }
  }

  @Override
  public String getId() {
    return tls.getId();
  }

  @Override
  public void upgrade(IOEventHandler handler) {
    tls.upgrade(handler);
  }

  @Override
  public Lock getLock() {
    return tls.getLock();
  }

  @Override
  public void enqueue(Command command, Command.Priority priority) {
    tls.enqueue(command, priority);
  }

  @Override
  public boolean hasCommands() {
    return tls.hasCommands();
  }

  @Override
  public Command poll() {
    return tls.poll();
  }

  @Override
  public ByteChannel channel() {
    return tls.channel();
  }

  @Override
  public SocketAddress getRemoteAddress() {
    return tls.getRemoteAddress();
  }

  @Override
  public SocketAddress getLocalAddress() {
    return tls.getLocalAddress();
  }

  @Override
  public int getEventMask() {
    return tls.getEventMask();
  }

  @Override
  public void setEventMask(int mask) {
    tls.setEventMask(mask);
  }

  @Override
  public void setEvent(int event) {
    tls.setEvent(event);
  }

  @Override
  public void clearEvent(int event) {
    tls.clearEvent(event);
  }

  @Override
  public void close() {
    tls.close();
  }

  @Override
  public void close(CloseMode how) {
    tls.close(how);
  }

  @Override
  public Status getStatus() {
    return tls.getStatus();
  }

  @Override
  public Timeout getSocketTimeout() {
    return tls.getSocketTimeout();
  }

  @Override
  public void setSocketTimeout(Timeout timeout) {
    tls.setSocketTimeout(timeout);
  }

  @Override
  public long getLastReadTime() {
    return tls.getLastReadTime();
  }

  @Override
  public long getLastWriteTime() {
    return tls.getLastWriteTime();
  }

  @Override
  public long getLastEventTime() {
    return tls.getLastEventTime();
  }

  @Override
  public void updateReadTime() {
    tls.updateReadTime();
  }

  @Override
  public void updateWriteTime() {
    tls.updateWriteTime();
  }

  @Override
  public boolean isOpen() {
    return tls.isOpen();
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    return tls.read(into);
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    return tls.write(from);
  }
}
