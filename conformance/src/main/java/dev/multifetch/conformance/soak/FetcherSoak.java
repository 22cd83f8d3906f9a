package dev.multifetch.conformance.soak;

import dev.multifetch.FetcherFactory;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Hours of disorder for one model, or seconds of it: disturbances, interrupts, closes and
/// time-outs at high concurrency, all drawn from a seed. Every URL has exactly one outcome and the
/// right one, no call hangs, nothing is thrown on any thread, and nothing is left when it is over.
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

  /// Memory that the model holds and the JVM does not count, in bytes, by what it is for.
  protected Map<String, Long> memory() {
    return Map.of();
  }

  @Test
  void whateverHappensNothingHangsAndNothingIsLeft() throws Exception {
    new Soak(factory(), this::memory, Settings.asked()).run();
  }
}
