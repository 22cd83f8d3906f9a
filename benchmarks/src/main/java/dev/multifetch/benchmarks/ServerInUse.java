package dev.multifetch.benchmarks;

import dev.multifetch.benchmarks.server.RemoteServer;
import dev.multifetch.benchmarks.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The server that clients fetch from. If it is ours, it runs in a process that ends with this.
final class ServerInUse implements AutoCloseable {

  private final @Nullable ServerProcess process;
  private final RemoteServer remote;

  private ServerInUse(@Nullable ServerProcess process, RemoteServer remote) {
    this.process = process;
    this.remote = remote;
  }

  /// Starts one of our own.
  ///
  /// @throws IOException if it does not listen or answer
  static ServerInUse start(Pinning pinning) throws IOException, InterruptedException {
    ServerProcess process = ServerProcess.start(pinning);
    try {
      return new ServerInUse(process, RemoteServer.at(process.http()));
    } catch (Throwable e) {
      process.close();
      throw e;
    }
  }

  /// Uses one that the user has started.
  ///
  /// @throws IOException if nobody answers there
  static ServerInUse at(URI origin) throws IOException {
    return new ServerInUse(null, RemoteServer.at(origin));
  }

  RemoteServer remote() {
    return remote;
  }

  /// For the record.
  String words() {
    return remote.ours() ? "own, " + remote.plain() : remote.plain().toString();
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
