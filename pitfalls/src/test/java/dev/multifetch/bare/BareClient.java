package dev.multifetch.bare;

import java.net.URI;
import java.util.Map;

/// A library's client with its default settings, but for one: it trusts the suite's authority,
/// since there would be little to see otherwise.
interface BareClient extends AutoCloseable {

  /// What came back, in full.
  @SuppressWarnings("ArrayRecordComponent") // looked at once
  record Got(int status, byte[] body) {}

  /// Fetches this in the way that the library's first page shows.
  Got get(URI url, Map<String, String> headers) throws Exception;
}
