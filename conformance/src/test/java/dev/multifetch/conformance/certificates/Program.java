package dev.multifetch.conformance.certificates;

import dev.multifetch.conformance.servers.ScriptedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program that is no part of ours, and judges certificates by itself.
enum Program {
  CURL("curl", 35, 60) {
    @Override
    List<String> asking(CertificateCase one, ScriptedServer server, Path roots) {
      return List.of(
          "curl",
          "--disable",
          "--silent",
          "--noproxy",
          "*",
          "--max-time",
          "10",
          "--cacert",
          roots.toString(),
          "--connect-to",
          "::" + address(one, server),
          server.url(one.host(), "/").toString());
    }
  },
  OPENSSL("openssl", 1, 1) {
    @Override
    List<String> asking(CertificateCase one, ScriptedServer server, Path roots) {
      boolean address = one.host().matches("[0-9.]+|\\[.*");
      String host = one.host().replaceAll("[\\[\\]]", "");
      return List.of(
          "openssl",
          "s_client",
          "-connect",
          address(one, server),
          "-CAfile",
          roots.toString(),
          "-no-CApath",
          "-no-CAstore",
          "-verify_return_error",
          address ? "-verify_ip" : "-verify_hostname",
          host,
          "-servername",
          address ? "localhost" : host);
    }
  };

  private static final int PATIENCE = 20; // seconds

  private final String command;
  private final int handshakeFailed;
  private final int notTrusted;

  /// @param handshakeFailed what it exits with then
  /// @param notTrusted what it exits with then
  Program(String command, int handshakeFailed, int notTrusted) {
    this.command = command;
    this.handshakeFailed = handshakeFailed;
    this.notTrusted = notTrusted;
  }

  /// How it is asked to fetch from a server, or to shake hands with it.
  abstract List<String> asking(CertificateCase one, ScriptedServer server, Path roots);

  private static String address(CertificateCase one, ScriptedServer server) {
    return (one.host().startsWith("[") ? one.host() : "127.0.0.1") + ":" + server.port();
  }

  /// Such as `7.88.1`.
  String version() throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command, this == CURL ? "--version" : "version").start();
    try (var output = process.inputReader()) {
      return output.readLine().split(" ", -1)[1];
    } finally {
      process.waitFor();
    }
  }

  boolean trusts(CertificateCase one, Path roots) throws IOException, InterruptedException {
    try (ScriptedServer server = one.serve()) {
      Process process =
          new ProcessBuilder(asking(one, server, roots))
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(this + " did not end over " + one);
      }
      int exit = process.exitValue();
      if (exit != 0 && exit != handshakeFailed && exit != notTrusted) {
        throw new IllegalStateException("%s ended with %d over %s".formatted(this, exit, one));
      }
      return exit == 0;
    }
  }

  @Override
  public String toString() {
    return command;
  }
}
