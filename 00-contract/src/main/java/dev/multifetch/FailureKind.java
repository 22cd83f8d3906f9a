package dev.multifetch;

/// Why a URL could not be fetched: a closed list, so that a `switch` can be complete.
public enum FailureKind {
  /// The URL cannot be fetched as written; nothing was sent.
  INVALID_URL,
  /// The host name has no address.
  UNKNOWN_HOST,
  /// No connection: it was refused, there is no route, or no socket is left.
  CONNECT_FAILED,
  /// The proxy cannot be reached, ends the connection, refuses, or asks for a password.
  PROXY_FAILED,
  /// The TLS handshake failed, or the certificate cannot be trusted for this host.
  TLS_FAILED,
  /// The connection ended before the response did.
  CONNECTION_LOST,
  /// The response breaks HTTP (RFC 9112) in a way that makes its meaning uncertain.
  MALFORMED_RESPONSE,
  /// The head is over `maxHeadBytes`, or the decoded body over `maxBodyBytes`.
  TOO_LARGE,
  /// The body's content coding is unknown or its data is damaged.
  UNDECODABLE,
  /// Too many redirects, a loop, or a redirect to a place where none may lead.
  REDIRECT_REFUSED,
  /// The body could not be written where the caller wants it, for example because the disk is full.
  WRITE_FAILED,
  /// The URL used up its `timeout`, or its connection the `connectTimeout`.
  TIMED_OUT,
  /// The batch's `deadline` passed first.
  DEADLINE,
  /// The fetcher was closed first.
  CANCELLED,
  /// A defect in this library or in a library below it, or the JVM ran out of a resource such as
  /// memory.
  INTERNAL
}
