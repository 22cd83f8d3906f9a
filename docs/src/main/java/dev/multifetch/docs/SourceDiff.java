package dev.multifetch.docs;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import java.util.Optional;

/// The changes from one source to another, without imports: `PATH PATH`. With `PATH#MEMBER` instead
/// of a path, the changes in one member.
record SourceDiff(Repository repository) implements Block {

  private static final int CONTEXT = 2; // lines around a change

  @Override
  public String opening(String argument) {
    return "```diff";
  }

  @Override
  public Optional<List<String>> expected(String argument) throws BrokenReference {
    String[] paths = argument.split(" ");
    if (paths.length != 2) {
      throw new BrokenReference("a diff of " + paths.length + " files", "name two");
    }
    List<String> before = lines(paths[0]);
    List<String> after = lines(paths[1]);
    return Optional.of(
        UnifiedDiffUtils.generateUnifiedDiff(
            fileName(paths[0]),
            fileName(paths[1]),
            before,
            DiffUtils.diff(before, after),
            CONTEXT));
  }

  private List<String> lines(String argument) throws BrokenReference {
    return new Snippet(repository).expected(argument).orElseThrow();
  }

  private String fileName(String argument) throws BrokenReference {
    return repository.file(argument.split("#", 2)[0]).getFileName().toString();
  }
}
