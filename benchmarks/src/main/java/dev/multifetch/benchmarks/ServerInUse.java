package dev.multifetch.benchmarks;

import dev.multifetch.benchmarks.server.RemoteServer;
import dev.multifetch.benchmarks.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The server that clients fetch from. If it is ours, it runs in a separate process, which ends
/// when this is closed.
final class ServerInUse implements AutoCloseable {

  private final @Nullable ServerProcess process;
  private final RemoteServer remote;

  private ServerInUse(@Nullable ServerProcess process, RemoteServer remote) {
    this.process = process;
    this.remote = remote;
  }

  /// Starts our own server.
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

  /// Uses a server that the user has started.
  ///
  /// @throws IOException if no server answers there
  static ServerInUse at(URI origin) throws IOException {
    return new ServerInUse(null, RemoteServer.at(origin));
  }

  RemoteServer remote() {
    return remote;
  }

  /// A description for the record.
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
