package dev.multifetch.docs;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A part of a document that is generated. The comment above it names its source: `<!-- KIND:
/// ARGUMENT -->`.
interface Block {

  /// The line that opens the block: a fence, or empty if `<!-- KIND: end -->` closes the block.
  String opening(String argument);

  /// The required content of the block; empty if its source has not been built. A link in it may
  /// begin with `/`, at the root of the repository: see [Document#fromHere].
  Optional<List<String>> expected(String argument) throws BrokenReference, IOException;

  /// Whether the document shows the required content.
  default boolean matches(List<String> shown, List<String> expected) {
    return shown.equals(expected);
  }

  /// The content to write into the document.
  default List<String> rewritten(List<String> shown, List<String> expected) {
    return expected;
  }
}
