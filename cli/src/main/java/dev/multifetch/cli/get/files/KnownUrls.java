package dev.multifetch.cli.get.files;

import java.util.HashMap;
import java.util.Map;

/// What the results of an earlier run say of each index, in four bytes: whether its URL is done,
/// and a hash of the URL. There may be ten million of them, so no URL is kept.
final class KnownUrls {

  private static final int PAGE = 1 << 12; // indexes; pages without a result take no memory
  private static final int DONE = 1;
  private static final int KNOWN = 2; // so that no entry is 0
  private static final int HASH = ~(DONE | KNOWN);

  private final Map<Long, int[]> pages = new HashMap<>();
  private long end;

  /// A later result of the same index replaces an earlier one.
  void add(long index, String url, boolean done) {
    int[] page = pages.computeIfAbsent(index / PAGE, _ -> new int[PAGE]);
    page[(int) (index % PAGE)] = hash(url) | KNOWN | (done ? DONE : 0);
    end = Math.max(end, index + 1);
  }

  private int entry(long index) {
    int[] page = pages.get(index / PAGE);
    return page == null ? 0 : page[(int) (index % PAGE)];
  }

  boolean isDone(long index) {
    return (entry(index) & DONE) != 0;
  }

  /// Whether a result has this index and another URL.
  boolean contradicts(long index, String url) {
    int entry = entry(index);
    return entry != 0 && (entry & HASH) != hash(url);
  }

  /// The codes of two URLs that differ in their last character may differ in their lowest bits
  /// alone, and those are not kept. So each bit is spread over the higher ones.
  private static int hash(String url) {
    return (url.hashCode() * 0x9E3779B9) & HASH;
  }

  /// One more than the highest index.
  long end() {
    return end;
  }
}
