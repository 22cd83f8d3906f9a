package dev.multifetch.docs;

/// A document names something that does not exist or is different.
final class BrokenReference extends Exception {

  private final String what;
  private final String remedy;

  BrokenReference(String what, String remedy) {
    super(what);
    this.what = what;
    this.remedy = remedy;
  }

  /// @param line from 0
  Problem in(Document document, int line) {
    return new Problem(document.path(), line + 1, what, remedy);
  }
}
