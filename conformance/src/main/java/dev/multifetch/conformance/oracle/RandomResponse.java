package dev.multifetch.conformance.oracle;

/// One response as a server sends it, a Latin-1 character for a byte.
///
/// @param bytes all of it; [#LOCATION] stands for the line of the redirect
/// @param status of the final response, after interim ones
/// @param content the body without its framing and codings
/// @param persistent whether another request may follow on the connection
record RandomResponse(String bytes, int status, String content, boolean persistent) {

  /// A placeholder for a whole line that no change may touch, because half a Location might lead
  /// anywhere.
  static final char LOCATION = '\uE000';

  /// This response with damaged bytes, which end only with the connection.
  RandomResponse damaged(String changed) {
    return new RandomResponse(changed, status, content, false);
  }

  /// This response with the Location in its place.
  RandomResponse leadingTo(String location) {
    String line = "Location: " + location + "\r\n";
    return new RandomResponse(
        bytes.replace(String.valueOf(LOCATION), line), status, content, persistent);
  }
}
