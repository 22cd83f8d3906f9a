package dev.multifetch.conformance.oracle;

import java.util.List;
import java.util.Random;

/// The source of all random values: the same seed gives the same values on every machine.
final class Dice {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L; // else neighbours would begin alike

  private final Random random;

  Dice(long seed) {
    random = new Random(seed * GOLDEN);
  }

  /// A number from 0 up to the bound, without the bound.
  int below(int bound) {
    return random.nextInt(bound);
  }

  /// True once in this many times, on average.
  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /// A number up to the bound; small numbers are more likely.
  int length(int bound) {
    return random.nextInt(1 + random.nextInt(bound + 1));
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  String of(String... choices) {
    return of(List.of(choices));
  }

  /// This many characters, each one byte: of any value, or letters.
  String bytes(int count, boolean letters) {
    StringBuilder bytes = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      bytes.append((char) (letters ? 'a' + random.nextInt(26) : random.nextInt(256)));
    }
    return bytes.toString();
  }
}
