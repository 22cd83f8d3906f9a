package dev.multifetch.cli.get.output;

import dev.multifetch.cli.get.output.Result.Failure;
import dev.multifetch.cli.get.output.Result.Skipped;
import dev.multifetch.cli.get.output.Result.Success;
import java.nio.file.Path;
import java.util.Optional;

/// The result of an input, and what was kept of it.
///
/// @param failed whether it counts as a failure
/// @param file where its body was saved
/// @param archived where its record is in the web archive
public record Ended(
    Result result, boolean failed, Optional<Path> file, Optional<WarcPlace> archived) {

  private static final String BY_STATUS = "HTTP_STATUS"; // with --fail

  /// Why it failed: the kind, or that its status counts as a failure.
  Optional<String> failure() {
    return switch (result) {
      case Failure failure -> Optional.of(failure.kind().name());
      case Success _ -> failed ? Optional.of(BY_STATUS) : Optional.empty();
      case Skipped _ -> Optional.empty();
    };
  }
}
