package dev.multifetch.cluster;

import java.util.HashMap;
import java.util.Map;

/// A set of indexes in the list: a bit for each, in chunks of 1,024 that follow each other.
final class DoneBits {

  static final int CHUNK = 1 << 10;

  private final Map<Long, long[]> chunks = new HashMap<>();

  void add(long index) {
    long[] bits = chunks.computeIfAbsent(index / CHUNK, _ -> new long[CHUNK / Long.SIZE]);
    int place = (int) (index % CHUNK);
    bits[place / Long.SIZE] |= 1L << place; // a shift counts modulo 64
  }

  /// Whether the chunk of this index has it.
  static boolean has(long[] chunk, long index) {
    int place = (int) (index % CHUNK);
    return (chunk[place / Long.SIZE] & (1L << place)) != 0;
  }

  static int count(long[] chunk) {
    int count = 0;
    for (long bits : chunk) {
      count += Long.bitCount(bits);
    }
    return count;
  }

  Map<Long, long[]> chunks() {
    return chunks;
  }
}
