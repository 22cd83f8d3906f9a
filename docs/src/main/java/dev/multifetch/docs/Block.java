package dev.multifetch.docs;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A part of a document that is made from something else, which the comment above it names: `<!--
/// KIND: ARGUMENT -->`.
interface Block {

  /// What opens the block: a fence, or nothing where `<!-- KIND: end -->` closes it.
  String opening(String argument);

  /// What the block must hold, or nothing where what it is made from has not been built. A link in
  /// it may begin with `/`, at the root of the repository: see [Document#fromHere].
  Optional<List<String>> expected(String argument) throws BrokenReference, IOException;

  /// Whether what a document shows is that.
  default boolean matches(List<String> shown, List<String> expected) {
    return shown.equals(expected);
  }

  /// What to write in the place of what a document shows.
  default List<String> rewritten(List<String> shown, List<String> expected) {
    return expected;
  }
}
