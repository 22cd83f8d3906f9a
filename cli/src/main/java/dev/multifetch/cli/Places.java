package dev.multifetch.cli;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where each URL that a fetcher has was read. A fetcher counts only what it is given; a run also
/// counts what is no URL, and a list's lines besides.
///
/// A fetcher may have read millions of URLs whose servers may not be asked yet. So nothing is kept
/// of each: where one URL follows another in every count, both are of one stretch. A list without
/// gaps is a single one.
final class Places {

  private static final class Stretch {
    private final long first; // as the fetcher counts
    private final long index;
    private final long line;
    private long length;
    private long finished;

    Stretch(long first, Input input) {
      this.first = first;
      this.index = input.index();
      this.line = input.line();
    }

    Input at(long number, String text) {
      long behind = number - first;
      return new Input(index + behind, line == 0 ? 0 : line + behind, text);
    }

    boolean goesOnWith(Input input) {
      return input.equals(at(first + length, input.text()));
    }

    boolean isFinished() {
      return finished == length;
    }
  }

  private final NavigableMap<Long, Stretch> stretches = new TreeMap<>(); // by their first
  private @Nullable Stretch last;
  private long given;

  /// The fetcher is given the URL of this input.
  synchronized void add(Input input) {
    if (last == null || !last.goesOnWith(input)) {
      if (last != null && last.isFinished()) {
        stretches.remove(last.first);
      }
      last = new Stretch(given, input);
      stretches.put(given, last);
    }
    last.length++;
    given++;
  }

  /// The index of the input of a URL that the fetcher has and has not finished. On any thread.
  ///
  /// @param number as for [#remove]
  synchronized long index(long number) {
    return requireNonNull(stretches.floorEntry(number)).getValue().at(number, "").index();
  }

  /// The input of a URL that the fetcher has finished.
  ///
  /// @param number the URL's place among those that the fetcher was given, from 0
  synchronized Input remove(long number, URI url) {
    Map.Entry<Long, Stretch> entry = requireNonNull(stretches.floorEntry(number));
    Stretch stretch = entry.getValue();
    stretch.finished++;
    if (stretch.isFinished() && stretch != last) {
      stretches.remove(entry.getKey());
    }
    return stretch.at(number, url.toString());
  }
}
