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

/// Everybody that can be measured in a JVM, by name.
public final class Contestants {

  private Contestants() {}

  /// The models, in the order in which they are found. The first of a kind is the one as shipped,
  /// the others run it over another library.
  public static List<Contestant> models() {
    List<Contestant> models = new ArrayList<>();
    Set<String> shipped = new HashSet<>();
    for (FetcherFactory factory : ServiceLoader.load(FetcherFactory.class)) {
      Track track = shipped.add(factory.model()) ? Track.AS_SHIPPED : Track.CONTROLLED;
      models.add(new ModelContestant(factory, track));
    }
    return models;
  }

  /// Clients that are not ours.
  public static List<Contestant> peers() {
    return Peers.inJvm();
  }

  /// Models first.
  public static List<Contestant> all() {
    return Stream.concat(models().stream(), peers().stream()).toList();
  }

  public static Optional<Contestant> find(String name) {
    return all().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /// The one that has this name.
  ///
  /// @throws IllegalArgumentException naming those that there are
  public static Contestant named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no model or peer \"%s\": choose among %s"
                        .formatted(name, all().stream().map(Contestant::name).toList())));
  }
}
