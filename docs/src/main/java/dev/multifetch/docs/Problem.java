package dev.multifetch.docs;

import java.nio.file.Path;

/// What is wrong in a document, where, and what to do about it.
///
/// @param file relative to the repository
/// @param line from 1
record Problem(Path file, int line, String what, String remedy) {

  @Override
  public String toString() {
    return "%s:%d: %s; %s".formatted(file, line, what, remedy);
  }
}
