package dev.multifetch.benchmarks.server;

import static java.util.Objects.requireNonNull;

import dev.multifetch.results.Workload;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.tls.HeldCertificate;

/// The server that benchmarks fetch from: it has one event loop, so it uses one core, and the most
/// that it can serve can be measured. [Wish] says what a URL can ask for; [Control] says how to ask
/// the server about itself. It listens on the loopback interface only: at 127.0.0.1 for http and
/// https, and for http at the other addresses of [Workload#MANY_HOSTS], if the machine has them.
public final class BenchmarkServer implements AutoCloseable {

  static final String HOST = Loopback.FIRST;
  private static final int BACKLOG = 16_384; // 10,000 connections may come at once

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
  private final Counters counters = new Counters();
  private final Wishes wishes = new Wishes();
  private final PreparedResponses responses = new PreparedResponses();
  private final HeldCertificate authority =
      new HeldCertificate.Builder()
          .commonName("authority of the benchmarks' origin")
          .certificateAuthority(0)
          .build();
  private final Control control = new Control(counters, authority.certificatePem());
  private final Detours detours;
  private final NetClient connector = vertx.createNetClient(); // to where detours lead
  private final URI http;
  private final URI https;

  private BenchmarkServer(int port, int tlsPort, Detours detours)
      throws IOException, InterruptedException {
    this.detours = detours;
    try {
      http = URI.create("http://" + HOST + ":" + bind(new NetServerOptions(), HOST, port));
      https = URI.create("https://" + HOST + ":" + bind(secured(), HOST, tlsPort));
      control.listensAt(http.toString(), https.toString(), bindOthers(http.getPort()));
    } catch (Throwable e) {
      vertx.close();
      throw e;
    }
  }

  /// Listens on both ports; 0 means any free port.
  ///
  /// @throws IOException if it cannot; the message names the port and says what to do
  public static BenchmarkServer listen(int port, int tlsPort)
      throws IOException, InterruptedException {
    return listen(port, tlsPort, Detours.none());
  }

  /// The same, but other servers answer some of the requests.
  ///
  /// @throws IOException if it cannot, naming the port and what to do
  public static BenchmarkServer listen(int port, int tlsPort, Detours detours)
      throws IOException, InterruptedException {
    return new BenchmarkServer(port, tlsPort, detours);
  }

  public URI http() {
    return http;
  }

  public URI https() {
    return https;
  }

  @Override
  public void close() {
    vertx.close();
  }

  /// Listens until its input ends, so that it does not survive the process that started it. The
  /// arguments are the port and the TLS port; 0 means any free port.
  public static void main(String... args) throws IOException, InterruptedException {
    try (BenchmarkServer server = listen(port(args, 0), port(args, 1))) {
      System.out.println("listening on " + server.http() + " and " + server.https());
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (BindException | IllegalArgumentException e) {
      System.err.println("origin: " + e.getMessage());
      System.exit(2);
    }
    System.exit(0); // without the quiet period of an event loop
  }

  private static int port(String[] args, int index) {
    String text = index < args.length ? args[index] : "0";
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("port must be a number, was " + text, e);
    }
  }

  /// Listens at the other addresses, too, on the same port.
  ///
  /// @return at how many addresses it listens in all
  private int bindOthers(int port) throws IOException, InterruptedException {
    int hosts = 1;
    try {
      while (hosts < Workload.MANY_HOSTS.hosts()) {
        bind(new NetServerOptions(), Loopback.host(hosts), port);
        hosts++;
      }
    } catch (BindException e) {
      // RemoteServer says what a workload lacks, if one needs more addresses
    }
    return hosts;
  }

  private int bind(NetServerOptions options, String host, int port)
      throws IOException, InterruptedException {
    NetServer server =
        vertx.createNetServer(options.setAcceptBacklog(BACKLOG)).connectHandler(this::converse);
    try {
      return server
          .listen(port, host)
          .toCompletionStage()
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS)
          .actualPort();
    } catch (ExecutionException e) {
      Throwable cause = requireNonNull(e.getCause()); // in use, or below 1024 and only for root
      var refused =
          new BindException(
              "port %d: %s: choose another, or 0 for any".formatted(port, cause.getMessage()));
      refused.initCause(cause);
      throw refused;
    } catch (TimeoutException e) {
      throw new IOException("port " + port + " did not open within 10 s", e);
    }
  }

  private void converse(NetSocket socket) {
    new Conversation(socket, vertx, counters, wishes, responses, control, detours, connector)
        .begin();
  }

  private NetServerOptions secured() {
    HeldCertificate server =
        new HeldCertificate.Builder()
            .commonName(HOST)
            .addSubjectAlternativeName(HOST)
            .addSubjectAlternativeName("localhost")
            .signedBy(authority)
            .build();
    return new NetServerOptions()
        .setSsl(true)
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .setKeyValue(Buffer.buffer(server.privateKeyPkcs8Pem()))
                .setCertValue(Buffer.buffer(server.certificatePem())));
  }
}
