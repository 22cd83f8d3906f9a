package dev.multifetch.cli.get.input;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Remembers where the run read each URL that a fetcher has. A fetcher counts only its own URLs. A
/// run also counts inputs that are not URLs, and the lines of a list.
///
/// A fetcher may have read millions of URLs that must wait for their servers. So this keeps no
/// entry for each URL: URLs that follow each other in every count form one stretch. A list without
/// gaps is a single stretch. Records, which say more than their URLs, go to [Records].
public final class Places implements AutoCloseable {

  private static final class Stretch {
    private final long first; // the fetcher's count
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
      Input next = at(first + length, "");
      return input.index() == next.index() && input.line() == next.line();
    }

    boolean isFinished() {
      return finished == length;
    }
  }

  private final NavigableMap<Long, Stretch> stretches = new TreeMap<>(); // by their first URL
  private final Records records = new Records();
  private @Nullable Stretch last;
  private long given;

  /// The fetcher is given the URL of this input.
  public synchronized void add(Input input) {
    if (last == null || !last.goesOnWith(input)) {
      if (last != null && last.isFinished()) {
        stretches.remove(last.first);
      }
      last = new Stretch(given, input);
      stretches.put(given, last);
    }
    last.length++;
    given++;
    input.record().ifPresent(record -> records.add(input.index(), record));
  }

  /// The index of the input of a URL that the fetcher has not finished yet. May be called on any
  /// thread.
  ///
  /// @param number as for [#remove]
  public synchronized long index(long number) {
    return requireNonNull(stretches.floorEntry(number)).getValue().at(number, "").index();
  }

  /// Removes and returns the input of a URL that the fetcher has finished.
  ///
  /// @param number the URL's place among the fetcher's URLs, from 0
  public synchronized Input remove(long number, URI url) {
    Map.Entry<Long, Stretch> entry = requireNonNull(stretches.floorEntry(number));
    Stretch stretch = entry.getValue();
    stretch.finished++;
    if (stretch.isFinished() && stretch != last) {
      stretches.remove(entry.getKey());
    }
    Input input = stretch.at(number, url.toString());
    return new Input(
        input.index(), input.line(), input.text(), records.remove(input.index()), Optional.empty());
  }

  @Override
  public synchronized void close() {
    records.close();
  }
}
