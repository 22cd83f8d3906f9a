package dev.multifetch.conformance;

import dev.multifetch.conformance.servers.ServedRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a test of the suite throws: the model, the rule, what the test saw, and what its servers
/// saw.
final class BrokenRule extends AssertionError {

  private final transient List<ServedRequest> served;

  BrokenRule(String message, List<ServedRequest> served, @Nullable Throwable cause) {
    super(message, cause);
    this.served = served;
  }

  List<ServedRequest> served() {
    return served;
  }
}
