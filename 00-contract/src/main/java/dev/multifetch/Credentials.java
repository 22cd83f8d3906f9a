package dev.multifetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/// The credentials for each origin. They go to the origin that they are for, after a redirect as
/// well, and to no other (R67).
@FunctionalInterface
public interface Credentials {

  /// No credentials for any origin.
  Credentials NONE = (_, _, _) -> Optional.empty();

  /// The value of the Authorization field for an origin. Several threads may ask.
  ///
  /// @param secure whether it is an origin of https
  /// @param host its name or address, in lower case and without brackets
  Optional<String> authorization(boolean secure, String host, int port);

  /// The value for a user name and a password (RFC 7617).
  static String basic(String userAndPassword) {
    return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(UTF_8));
  }
}
