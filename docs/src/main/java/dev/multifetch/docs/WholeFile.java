package dev.multifetch.docs;

import java.util.List;
import java.util.Optional;

/// A whole file in another language: `PATH`. The end of its name is the language of the fence.
record WholeFile(Repository repository) implements Block {

  @Override
  public String opening(String argument) {
    String ending = argument.substring(argument.lastIndexOf('.') + 1);
    return "```" + (ending.equals("py") ? "python" : ending);
  }

  @Override
  public Optional<List<String>> expected(String argument) throws BrokenReference {
    return Optional.of(Repository.lines(repository.file(argument)));
  }
}
