package dev.multifetch.bare;

import dev.multifetch.conformance.faults.Fault;

/// What became of one fault in one library.
///
/// @param end how the fetch ended, or that it waits
/// @param after how long it took, where that was long
/// @param requests how many the server saw
record LeftAlone(BareLibrary library, Fault fault, String end, String after, int requests) {

  /// For the documents.
  String line() {
    return String.join(
        "\t", library.name(), library.version(), fault.id(), end, after, "" + requests);
  }
}
