package dev.multifetch.races;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/// Explores in which order the operations of several threads can take their steps. Lincheck
/// switches from one thread to another where they touch what they share, and tries one such order
/// after another: what it has found once, it finds again. A failure comes with the order as a
/// table.
public final class Races {

  private static final int SCENARIOS = 4; // which operations, on which threads
  private static final int ORDERS = 300; // tried of each

  private Races() {}

  /// The operations of this class stand whatever order their steps are taken in.
  public static void explore(Class<?> operations) {
    options().check(operations);
  }

  /// They do not, and the exploration can see it: it finds an order after which this is said.
  public static void reject(Class<?> operations, String saying) {
    assertThatThrownBy(() -> explore(operations))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContaining(saying);
  }

  private static ModelCheckingOptions options() {
    return new ModelCheckingOptions()
        .iterations(SCENARIOS)
        .invocationsPerIteration(ORDERS)
        .threads(2)
        .actorsPerThread(2)
        .actorsBefore(1)
        .actorsAfter(0)
        .minimizeFailedScenario(false);
  }
}
