package dev.multifetch.cli;

import java.util.Locale;

/// How many URLs of a run were fetched, skipped or failed, how many bytes came, and how long it
/// took.
final class Summary {

  private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};

  private final long started = System.nanoTime();
  private long fetched;
  private long skipped;
  private long failed;
  private long bytes;

  void fetched(long bodyBytes) {
    fetched++;
    bytes += bodyBytes;
  }

  void skipped() {
    skipped++;
  }

  void failed() {
    failed++;
  }

  boolean anyFailed() {
    return failed > 0;
  }

  /// Such as `98 fetched, 2 failed, 1.2 MiB in 3.4 s`; before what failed, what was skipped, if
  /// any.
  @Override
  public String toString() {
    double seconds = (System.nanoTime() - started) / 1e9;
    return String.format(
        Locale.ROOT,
        "%d fetched, %s%d failed, %s in %.1f s",
        fetched,
        skipped == 0 ? "" : skipped + " skipped, ",
        failed,
        size(),
        seconds);
  }

  private String size() {
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
  }
}
