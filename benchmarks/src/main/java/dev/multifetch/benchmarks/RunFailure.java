package dev.multifetch.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/// Finds out why JMH gave up on a benchmark. The reason is one of the causes of its exception.
record RunFailure(RunnerException thrown) {

  /// Whether the run was interrupted.
  boolean isInterrupt() {
    return causes(thrown).stream().anyMatch(InterruptedException.class::isInstance);
  }

  /// The innermost cause that has a message.
  String reason() {
    String reason = String.valueOf(thrown.getMessage());
    for (Throwable cause : causes(thrown)) {
      if (cause.getMessage() != null && !(cause instanceof RunnerException)) {
        reason = cause.getMessage();
      }
    }
    return "its JVM failed: " + reason.lines().findFirst().orElse("it gave no reason");
  }

  private static List<Throwable> causes(Throwable e) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      causes.add(cause);
      for (Throwable suppressed : cause.getSuppressed()) {
        causes.addAll(causes(suppressed));
      }
    }
    return causes;
  }
}
