package dev.multifetch.completablefuture;

import dev.multifetch.FetchOptions;
import dev.multifetch.http.Origin;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.DefaultConnectingIOReactor;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ssl.SSLIOSession;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Opens connections: looks a name up, tries its addresses in turn, makes the connection secure. A
/// thread of its own waits for each lookup, the I/O threads for everything else; `connectTimeout`
/// bounds the connecting and the call's own end all of it.
final class Connector implements AutoCloseable {

  private final AsyncClient client;
  private final FetchOptions options;
  private final Names names = new Names();
  private final DefaultConnectingIOReactor reactor;

  Connector(AsyncClient client, IdleConnections idle) {
    this.client = client;
    this.options = client.options();
    this.reactor =
        new DefaultConnectingIOReactor(
            (session, opening) -> Connection.over(session, (Opening) opening, options, idle),
            IOReactorConfig.DEFAULT,
            new DefaultThreadFactory("multifetch-io", true),
            session -> session instanceof SSLIOSession ? new TlsSession(session) : session,
            null,
            null,
            null);
    reactor.start();
  }

  /// A connection that is being opened.
  record Opening(Origin origin, Tls tls, CompletableFuture<Connection> connection) {

    void failed(Throwable cause) {
      connection.completeExceptionally(cause);
    }

    /// Leaves what is to be done when the connection is there, or is not wanted any more.
    void onEnd(Consumer<@Nullable Throwable> action) {
      var _ = connection.whenComplete((_, failure) -> action.accept(failure));
    }
  }

  CompletableFuture<Connection> open(Origin origin, Call call) {
    Opening opening = new Opening(origin, new Tls(host(origin)), new CompletableFuture<>());
    call.onEnd(_ -> opening.connection().cancel(false));
    var _ =
        names
            .addresses(origin.host())
            .thenAccept(addresses -> connect(opening, addresses))
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    opening.failed(failure);
                  }
                });
    return opening.connection();
  }

  private void connect(Opening opening, List<InetAddress> addresses) {
    if (opening.connection().isDone()) { // nobody waits for it any more
      return;
    }
    Future<?> alarm = client.alarm(() -> opening.failed(late()), options.connectTimeout());
    opening.onEnd(_ -> alarm.cancel(false));
    connectNext(opening, addresses.iterator(), alarm);
  }

  private SocketTimeoutException late() {
    return new SocketTimeoutException(
        "not connected within " + options.connectTimeout().toMillis() + " ms");
  }

  private void connectNext(Opening opening, Iterator<InetAddress> addresses, Future<?> alarm) {
    Origin origin = opening.origin();
    Future<IOSession> attempt =
        reactor.connect(
            host(origin),
            new InetSocketAddress(addresses.next(), origin.port()),
            null,
            Timeout.DISABLED, // the alarm is more exact
            opening,
            new FutureCallback<>() {
              @Override
              public void completed(IOSession session) {
                alarm.cancel(false);
                try {
                  connected(opening, session);
                } catch (Error defect) { // R45: it would end the thread that serves everybody else
                  opening.failed(defect);
                }
              }

              @Override
              public void failed(Exception refused) {
                if (addresses.hasNext() && !opening.connection().isDone()) { // R11
                  connectNext(opening, addresses, alarm);
                } else {
                  opening.failed(notConnected(origin, refused));
                }
              }

              @Override
              public void cancelled() {
                opening.connection().cancel(false);
              }
            });
    opening.onEnd(_ -> attempt.cancel(true)); // if still connecting
  }

  /// Whatever kept it from being there, no connection was lost.
  private static ConnectException notConnected(Origin origin, Exception cause) {
    ConnectException failed = new ConnectException("%s: %s".formatted(origin, cause.getMessage()));
    failed.initCause(cause);
    return failed;
  }

  /// TCP is there. What completes the opening is [Connection#connected], behind the handshake.
  private void connected(Opening opening, IOSession session) {
    opening.onEnd(
        failure -> {
          if (failure != null) {
            session.close(CloseMode.IMMEDIATE);
          }
        });
    if (opening.origin().secure()) {
      opening.tls().begin((TransportSecurityLayer) session, options.sslContext());
    }
  }

  private static HttpHost host(Origin origin) {
    return new HttpHost(origin.scheme(), origin.host(), origin.port());
  }

  /// Closes every connection and ends the I/O threads.
  @Override
  public void close() {
    reactor.close(CloseMode.IMMEDIATE);
  }
}
