package dev.multifetch.benchmarks;

import dev.multifetch.FetcherFactory;
import dev.multifetch.benchmarks.peers.Peers;
import dev.multifetch.results.Track;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;

/// All clients that can be measured in a JVM, by name.
public final class Contestants {

  private Contestants() {}

  /// The models, in the order in which they are found. The first variant of a model is the one as
  /// shipped; the others run it over another library.
  public static List<Contestant> models() {
    List<Contestant> models = new ArrayList<>();
    Set<String> shipped = new HashSet<>();
    for (FetcherFactory factory : ServiceLoader.load(FetcherFactory.class)) {
      Track track = shipped.add(factory.model()) ? Track.AS_SHIPPED : Track.CONTROLLED;
      models.add(new ModelContestant(factory, track));
    }
    return models;
  }

  /// The clients of other projects.
  public static List<Contestant> peers() {
    return Peers.inJvm();
  }

  /// Models first.
  public static List<Contestant> all() {
    return Stream.concat(models().stream(), peers().stream()).toList();
  }

  /// By its name: a model, a peer, or the client that shows the server's ceiling.
  public static Optional<Contestant> find(String name) {
    if (name.equals(RawClient.NAME)) {
      return Optional.of(RawClient.CEILING);
    }
    return all().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /// The contestant with this name.
  ///
  /// @throws IllegalArgumentException if there is none; the message lists all names
  public static Contestant named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no model or peer is called \"%s\": choose one of %s"
                        .formatted(name, all().stream().map(Contestant::name).toList())));
  }
}
