package dev.multifetch.http;

import static dev.multifetch.FailureKind.MALFORMED_RESPONSE;
import static dev.multifetch.FailureKind.REDIRECT_REFUSED;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The redirects of one URL: where they have led so far, and whether another may be followed (RFC
/// 9110 section 15.4).
final class Redirects {

  private final int max;
  private final Set<String> visited = new HashSet<>();
  private int count;

  Redirects(int max) {
    this.max = max;
  }

  /// The URL to which a response sends us; empty if the response is itself the answer.
  ///
  /// @throws FetchException if the redirect may not be followed
  Optional<URI> next(URI current, ResponseHead head) throws FetchException {
    if (max == 0 || !redirects(head.status())) {
      return Optional.empty();
    }
    List<String> locations =
        head.headers().values("Location").stream().map(String::strip).distinct().toList();
    if (locations.stream().allMatch(String::isEmpty)) {
      return Optional.empty();
    }
    if (locations.size() > 1) {
      throw new FetchException(MALFORMED_RESPONSE, "different Locations: " + locations);
    }
    URI target = Location.resolve(current, locations.getFirst());
    checkTarget(current, target);
    if (count == max) {
      throw refused("over " + max + " redirects");
    }
    visited.add(withoutFragment(current));
    if (!visited.add(withoutFragment(target))) {
      throw refused("a loop: back to " + target);
    }
    count++;
    return Optional.of(target);
  }

  private static boolean redirects(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  /// R31: a redirect must not make us send a request that the user would not want.
  private static void checkTarget(URI current, URI target) throws FetchException {
    Origin origin;
    try {
      origin = Origin.of(target);
    } catch (FetchException invalid) {
      throw refused(target + ": " + invalid.getMessage());
    }
    if (Origin.of(current).secure() && !origin.secure()) {
      throw refused("from https to " + target);
    }
  }

  private static String withoutFragment(URI url) {
    String text = url.toString();
    int hash = text.indexOf('#');
    return hash < 0 ? text : text.substring(0, hash);
  }

  static FetchException refused(String detail) {
    return new FetchException(REDIRECT_REFUSED, detail);
  }
}
