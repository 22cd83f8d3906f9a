package dev.multifetch.conformance.soak;

import dev.multifetch.FetcherFactory;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Hours or seconds of disorder for one model: disturbances, interrupts, closes and time-outs at
/// high concurrency, all drawn from a seed. Every URL must have exactly one outcome, and the right
/// one. No call may hang, no thread may throw, and nothing may be left at the end.
///
/// ```java
/// class NettySoakTest extends FetcherSoak {
///   @Override
///   protected FetcherFactory factory() {
///     return new NettyFactory();
///   }
/// }
/// ```
@Tag("soak")
public abstract class FetcherSoak {

  /// Opens the variant under test.
  protected abstract FetcherFactory factory();

  /// Memory of the model that the JVM does not count, in bytes, by purpose.
  protected Map<String, Long> memory() {
    return Map.of();
  }

  @Test
  void whateverHappensNothingHangsAndNothingIsLeft() throws Exception {
    new Soak(factory(), this::memory, Settings.asked()).run();
  }
}
