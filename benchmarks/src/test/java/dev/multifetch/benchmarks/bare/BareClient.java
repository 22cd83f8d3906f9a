package dev.multifetch.benchmarks.bare;

import java.net.URI;

/// A library's client with its default settings. Two things are not default, since without them
/// there would be nothing to see: it trusts the suite's authority, and each request carries a
/// token.
interface BareClient extends AutoCloseable {

  String TOKEN = "secret";

  /// What came back, in full.
  @SuppressWarnings("ArrayRecordComponent") // looked at once
  record Got(int status, byte[] body) {}

  /// Fetches this in the way that the library's first page shows.
  Got get(URI url) throws Exception;
}
