package dev.multifetch.docs;

import java.util.List;
import java.util.Optional;

/// A file of another language as it is: `PATH`. The fence is of the language that its name ends
/// with.
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
