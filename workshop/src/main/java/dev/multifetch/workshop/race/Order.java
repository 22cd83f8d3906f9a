package dev.multifetch.workshop.race;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;

/// What a lane's process is told, a line of its input each.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "what")
@JsonSubTypes({
  @JsonSubTypes.Type(name = "warm-up", value = Order.WarmUp.class),
  @JsonSubTypes.Type(name = "prepare", value = Order.Prepare.class),
  @JsonSubTypes.Type(name = "go", value = Order.Go.class),
  @JsonSubTypes.Type(name = "stop", value = Order.Stop.class)
})
sealed interface Order {

  /// Fetch until all classes are loaded and most of the code is compiled.
  ///
  /// @param origin the server's address
  record WarmUp(URI origin) implements Order {}

  /// Open a fetcher, and say so.
  ///
  /// @param origin the server's address
  record Prepare(URI origin, int urls, int inFlight) implements Order {}

  /// Begin now.
  record Go() implements Order {}

  /// Close the fetcher, whatever it does.
  record Stop() implements Order {}
}
