package dev.multifetch.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The proxy Squid, as Debian has it, on a free port of the loopback. It serves `user` with
/// `password`, and alone knows the host `www.behind.test`.
final class Squid implements AutoCloseable {

  static final Path PROGRAM = Path.of("/usr/sbin/squid");

  private static final int PATIENCE = 20; // seconds, until it listens
  private static final String PASSWORD =
      "user:$apr1$multif$OlGfK0BIsS96duFIWyl0/.\n"; // openssl passwd -apr1
  private static final String CONFIGURATION =
      """
      http_port 127.0.0.1:PORT
      pid_filename FOLDER/pid
      cache_log FOLDER/errors
      access_log stdio:FOLDER/access
      hosts_file FOLDER/hosts
      coredump_dir FOLDER
      netdb_filename none
      pinger_enable off
      cache deny all
      shutdown_lifetime 1 second
      auth_param basic program /usr/lib/squid/basic_ncsa_auth FOLDER/passwords
      acl known proxy_auth REQUIRED
      http_access allow known
      http_access deny all
      """;

  private final Process process;
  private final Path folder;
  private final int port;

  Squid(Path folder) throws Exception {
    this.folder = folder;
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    port = freePort();
    Files.writeString(folder.resolve("hosts"), "127.0.0.1 www.behind.test\n");
    Files.writeString(folder.resolve("passwords"), PASSWORD);
    Path conf = folder.resolve("conf");
    Files.writeString(
        conf,
        CONFIGURATION.replace("FOLDER", folder.toString()).replace("PORT", Integer.toString(port)));
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) { // what faces the network is nobody
      command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }
    command.addAll(List.of(PROGRAM.toString(), "-N", "-f", conf.toString()));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    awaitListening();
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private void awaitListening() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
    while (true) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          close();
          throw new IllegalStateException(
              "squid does not start: " + Files.readString(folder.resolve("said")), notYet);
        }
        Thread.sleep(10); // nobody tells; the deadline bounds it
      }
    }
  }

  int port() {
    return port;
  }

  /// Waits until its log has a line with these words. It writes the line of a tunnel when the
  /// tunnel is closed.
  void awaitLogged(String words) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
    Path log = folder.resolve("access");
    while (!Files.readString(log).contains(words)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no \"" + words + "\" among " + Files.readAllLines(log));
      }
      Thread.sleep(10); // nobody tells; the deadline bounds it
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy(); // SIGTERM: its helpers end with it
    if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
