package dev.multifetch.benchmarks.peers;

import java.io.IOException;

/// A program cannot run because it, or something that it needs, is not installed.
final class NotInstalledException extends IOException {

  private static final long serialVersionUID = 1;

  /// @param install the command that installs it
  NotInstalledException(String install) {
    super("not installed: " + install);
  }
}
