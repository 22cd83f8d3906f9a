package dev.multifetch.conformance.servers;

import dev.multifetch.conformance.servers.ScriptedServer.Script;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Stands between a client and a server, and damages what passes. In plain HTTP the target of the
/// request and the seed decide how the response is damaged, so every client gets the same damage.
/// The relay cannot read TLS: there it damages each direction of a connection now and then.
public final class DamagingRelay {

  private static final Damage NONE = new Damage(Damage.Kind.NONE, 0, 0);
  private static final int PIECE = 16 << 10; // bytes
  private static final int STRETCH = 256 << 10; // bytes of TLS, each with one damage

  private final int port;
  private final long seed;
  private final AtomicLong drawn = new AtomicLong();

  private DamagingRelay(int port, long seed) {
    this.port = port;
    this.seed = seed;
  }

  /// For a server in plain HTTP.
  ///
  /// @param port of the server, on 127.0.0.1
  public static Script ofHttp(int port, long seed) {
    return new DamagingRelay(port, seed)::relayRequests;
  }

  /// For a server that uses TLS.
  ///
  /// @param port of the server, on 127.0.0.1
  public static Script ofTls(int port, long seed) {
    return new DamagingRelay(port, seed)::relayBytes;
  }

  /// The damage to the response, if the request has this target.
  public static Damage of(long seed, String target) {
    return Damage.draw(31 * seed + target.hashCode());
  }

  private void relayRequests(ScriptedConnection client) throws IOException {
    try (Socket server = connect()) {
      Stream back = new Stream(server.getInputStream(), toClient(client), () -> NONE);
      while (true) {
        String request = client.request();
        back.damage(of(seed, request.split(" ", 3)[1]));
        server.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
  }

  private void relayBytes(ScriptedConnection client) throws IOException, InterruptedException {
    try (Socket server = connect()) {
      Supplier<Damage> next = () -> Damage.draw(31 * seed + drawn.incrementAndGet());
      Stream _ = new Stream(server.getInputStream(), toClient(client), next);
      Stream forth = new Stream(client.socket().getInputStream(), toServer(server), next);
      forth.thread.join();
    }
  }

  private Socket connect() throws IOException {
    Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
    server.setTcpNoDelay(true);
    return server;
  }

  private static Damage.Wire toClient(ScriptedConnection client) {
    return new Damage.Wire() {
      @Override
      public void send(byte[] bytes) throws IOException {
        client.send(bytes);
      }

      @Override
      public void end() throws IOException {
        client.finish();
      }

      @Override
      public void reset() throws IOException {
        client.reset();
      }
    };
  }

  private static Damage.Wire toServer(Socket server) {
    return new Damage.Wire() {
      @Override
      public void send(byte[] bytes) throws IOException {
        server.getOutputStream().write(bytes);
      }

      @Override
      public void end() throws IOException {
        server.shutdownOutput();
      }

      @Override
      public void reset() throws IOException {
        server.setSoLinger(true, 0);
        server.close();
      }
    };
  }

  /// One direction, on its own thread, until its source ends.
  private static final class Stream {

    private final InputStream source;
    private final Damage.Wire target;
    private final Supplier<Damage> next;
    private final Thread thread;
    private Damage damage;
    private long passed;

    /// @param next decides the damage to each stretch of bytes
    Stream(InputStream source, Damage.Wire target, Supplier<Damage> next) {
      this.source = source;
      this.target = target;
      this.next = next;
      this.damage = next.get();
      this.thread = Thread.ofVirtual().name("relay").start(this::pass);
    }

    /// From now on, bytes are counted from 0 again, and get this damage.
    synchronized void damage(Damage now) {
      damage = now;
      passed = 0;
    }

    private void pass() {
      byte[] piece = new byte[PIECE];
      try {
        boolean goesOn = true;
        for (int n = source.read(piece); n >= 0 && goesOn; n = source.read(piece)) {
          goesOn = pass(Arrays.copyOf(piece, n));
        }
        if (goesOn) {
          target.end();
        }
      } catch (IOException gone) {
        // one side or the other
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private synchronized boolean pass(byte[] bytes) throws IOException, InterruptedException {
      boolean goesOn = damage.send(target, bytes, passed);
      passed += bytes.length;
      if (passed > STRETCH) {
        damage(next.get());
      }
      return goesOn;
    }
  }
}
