package dev.multifetch.docs;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What changed from one source to another, their imports apart: `PATH PATH`.
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
    Path before = repository.file(paths[0]);
    Path after = repository.file(paths[1]);
    List<String> old = JavaSource.parse(before).types();
    return Optional.of(
        UnifiedDiffUtils.generateUnifiedDiff(
            before.getFileName().toString(),
            after.getFileName().toString(),
            old,
            DiffUtils.diff(old, JavaSource.parse(after).types()),
            CONTEXT));
  }
}
