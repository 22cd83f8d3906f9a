package dev.multifetch.http;

import static dev.multifetch.FailureKind.MALFORMED_RESPONSE;
import static dev.multifetch.FailureKind.REDIRECT_REFUSED;

import dev.multifetch.Headers;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The redirects of one URL: where they have led so far, what may be sent there, and whether
/// another may be followed (RFC 9110 section 15.4).
final class Redirects {

  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "cookie", "proxy-authorization");

  private final int max;
  private final Set<String> visited = new HashSet<>();
  private URI current;
  private Headers headers;
  private int followed;

  /// @param headers the caller's fields for the first request
  Redirects(URI first, Headers headers, int max) {
    this.current = first;
    this.headers = headers;
    this.max = max;
  }

  /// The URL to ask for now.
  URI current() {
    return current;
  }

  /// The caller's fields that may be sent there.
  Headers headers() {
    return headers;
  }

  /// The URL to which a response sends us; empty if the response is itself the answer.
  ///
  /// @throws FetchException if the redirect may not be followed
  Optional<URI> next(ResponseHead head) throws FetchException {
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
    checkTarget(target);
    if (followed == max) {
      throw refused("over " + max + " redirects");
    }
    visited.add(withoutFragment(current));
    if (!visited.add(withoutFragment(target))) {
      throw refused("a loop: back to " + target);
    }
    return Optional.of(target);
  }

  /// Goes to the URL that [#next] has allowed.
  ///
  /// @return its origin, if that is another one than before
  Optional<Origin> follow(URI onward) {
    Origin before = Origin.named(current).orElseThrow(); // it has answered
    Origin after = Origin.named(onward).orElseThrow(); // next() has checked it
    current = onward;
    followed++;
    if (before.equals(after)) {
      return Optional.empty();
    }
    // R32: later hops start from the fields that are left
    headers = headers.without(name -> CREDENTIALS.contains(name.toLowerCase(Locale.ROOT)));
    return Optional.of(after);
  }

  /// Where they have led, as the beginning of a message; empty if nowhere.
  String soFar() {
    return switch (followed) {
      case 0 -> "";
      case 1 -> "after 1 redirect, at " + current + ": ";
      default -> "after " + followed + " redirects, at " + current + ": ";
    };
  }

  private static boolean redirects(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  /// R31: a redirect must not make us send a request that the user would not want.
  private void checkTarget(URI target) throws FetchException {
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
