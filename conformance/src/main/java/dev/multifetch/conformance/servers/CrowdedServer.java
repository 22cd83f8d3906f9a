package dev.multifetch.conformance.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/// A server in a separate process, so that each side may use all the file descriptors of a process.
/// It answers only when a whole crowd of requests is waiting. So all answered requests were in
/// flight at once.
public final class CrowdedServer implements AutoCloseable {

  private final Process process;
  private final URI url;

  private CrowdedServer(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /// Starts one that answers whenever this many requests are waiting.
  public static CrowdedServer start(int crowd) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CrowdedServer.class.getName(),
                Integer.toString(crowd))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return new CrowdedServer(process, URI.create(output.readLine()));
  }

  public URI url() {
    return url;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  public static void main(String[] args) throws IOException {
    CyclicBarrier crowd = new CyclicBarrier(Integer.parseInt(args[0]));
    try (ScriptedServer server = ScriptedServer.start(connection -> serve(connection, crowd))) {
      System.out.println(server.url("/"));
      System.in.read(); // ends with the process that started it, at the latest
    }
  }

  private static void serve(ScriptedConnection connection, CyclicBarrier crowd)
      throws IOException, InterruptedException {
    while (true) {
      connection.request();
      try {
        crowd.await();
      } catch (BrokenBarrierException e) {
        throw new IOException("somebody left the crowd", e);
      }
      connection.answer(Scripts.OK);
    }
  }
}
