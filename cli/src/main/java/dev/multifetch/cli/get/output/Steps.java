package dev.multifetch.cli.get.output;

import dev.multifetch.DecisionListener;
import dev.multifetch.cli.console.Printable;
import dev.multifetch.cli.console.Streams;
import java.net.URI;
import java.util.Locale;

/// Prints each step of each URL as it is decided. Whichever thread decides it waits for the
/// terminal, so this makes a run slower.
final class Steps implements DecisionListener {

  private final Streams streams;
  private final long began = System.nanoTime();

  Steps(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void decided(long index, URI url, String decision) {
    double seconds = (System.nanoTime() - began) / 1e9;
    String line = String.format(Locale.ROOT, "%9.3f %s: %s", seconds, url, decision);
    streams.err().println(Printable.escaped(line));
  }
}
