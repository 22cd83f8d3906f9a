package dev.multifetch.benchmarks.peers;

import dev.multifetch.FetchOptions;
import dev.multifetch.benchmarks.Contestant;
import dev.multifetch.results.Track;
import java.util.function.Function;

/// A client of another project that runs in this JVM.
record Peer(String name, String model, String transport, Function<FetchOptions, Client> opener)
    implements Contestant {

  @Override
  public Track track() {
    return Track.PEER;
  }

  @Override
  public int concurrency(FetchOptions options) {
    return model.equals(SEQUENTIAL) ? 1 : options.maxInFlight();
  }

  @Override
  public Client open(FetchOptions options) {
    return opener.apply(options);
  }

  static final String SEQUENTIAL = "sequential";
}
