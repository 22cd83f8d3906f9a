package dev.multifetch.cli.get.files;

import dev.multifetch.cli.get.input.Input;
import dev.multifetch.cli.get.output.Result;
import java.net.URISyntaxException;
import java.util.Optional;

/// What earlier runs have done already.
@FunctionalInterface
public interface Earlier {

  /// Nothing.
  Earlier NOTHING = _ -> Optional.empty();

  /// The result of an input that need not be fetched. Asked once for each input, in the order of
  /// the list.
  ///
  /// @throws URISyntaxException as [Input#url] does
  Optional<Result> result(Input input) throws URISyntaxException;

  /// What this has not, the other may have.
  default Earlier or(Earlier other) {
    return input -> {
      Optional<Result> result = result(input);
      return result.isPresent() ? result : other.result(input);
    };
  }
}
