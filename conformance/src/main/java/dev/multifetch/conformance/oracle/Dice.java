package dev.multifetch.conformance.oracle;

import java.util.List;
import java.util.Random;

/// Where all that is random comes from: the same seed gives the same throws, on every machine.
final class Dice {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L; // or neighbours would begin alike

  private final Random random;

  Dice(long seed) {
    random = new Random(seed * GOLDEN);
  }

  /// From 0 to below the bound.
  int below(int bound) {
    return random.nextInt(bound);
  }

  /// True once in so many times.
  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /// Small ones more often than large ones, up to the bound.
  int length(int bound) {
    return random.nextInt(1 + random.nextInt(bound + 1));
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  String of(String... choices) {
    return of(List.of(choices));
  }

  /// So many characters, each a byte: of any value, or letters.
  String bytes(int count, boolean letters) {
    StringBuilder bytes = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      bytes.append((char) (letters ? 'a' + random.nextInt(26) : random.nextInt(256)));
    }
    return bytes.toString();
  }
}
