package dev.multifetch.docs;

import java.util.List;
import java.util.Optional;

/// A source file without its imports, or one member of it: `PATH` or `PATH#MEMBER`.
record Snippet(Repository repository) implements Block {

  @Override
  public String opening(String argument) {
    return "```java";
  }

  @Override
  public Optional<List<String>> expected(String argument) throws BrokenReference {
    String[] parts = argument.split("#", 2);
    JavaSource source = JavaSource.parse(repository.file(parts[0]));
    return Optional.of(parts.length == 1 ? source.types() : source.member(parts[1]));
  }
}
