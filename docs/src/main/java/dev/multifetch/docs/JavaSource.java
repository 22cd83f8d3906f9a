package dev.multifetch.docs;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// A Java source as the JDK's own parser sees it. So a document can name a part of it, and the
/// source needs no markers.
final class JavaSource {

  private final Path file;
  private final List<String> lines;
  private final CompilationUnitTree unit;
  private final SourcePositions positions;

  private JavaSource(Path file, CompilationUnitTree unit, SourcePositions positions) {
    this.file = file;
    this.lines = Repository.lines(file);
    this.unit = unit;
    this.positions = positions;
  }

  static JavaSource parse(Path file) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(null, files, null, null, null, files.getJavaFileObjects(file));
      CompilationUnitTree unit = task.parse().iterator().next();
      return new JavaSource(file, unit, Trees.instance(task).getSourcePositions());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Everything from the first type on: no package, no imports.
  List<String> types() {
    return lines.subList(firstLine(unit.getTypeDecls().getFirst()), lines.size());
  }

  /// A method, field or type with its doc comment, moved to the left margin. An overloaded method
  /// is named with its parameters' types: `send(URI, boolean)`.
  List<String> member(String name) throws BrokenReference {
    List<Tree> named = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (Tree member : members()) {
      known.add(nameOf(member));
      if (nameOf(member).equals(name) || withParameters(member).equals(name)) {
        named.add(member);
      }
    }
    return switch (named.size()) {
      case 1 -> dedented(firstLine(named.getFirst()), lastLine(named.getFirst()));
      case 0 ->
          throw new BrokenReference(
              "no member " + name + " in " + file.getFileName(), "it has " + known);
      default ->
          throw new BrokenReference(
              named.size() + " members " + name + " in " + file.getFileName(),
              "write one of " + named.stream().map(JavaSource::withParameters).toList());
    };
  }

  /// A constant of an enum, and the strings and booleans that its constructor gets.
  record Constant(String name, List<Object> arguments) {}

  List<Constant> constants() {
    List<Constant> constants = new ArrayList<>();
    for (Tree member : members()) {
      if (member instanceof VariableTree constant
          && constant.getInitializer() instanceof NewClassTree made
          && made.getIdentifier().toString().equals(nameOf(unit.getTypeDecls().getFirst()))) {
        constants.add(
            new Constant(nameOf(constant), made.getArguments().stream().map(this::value).toList()));
      }
    }
    return constants;
  }

  /// Every string literal.
  List<String> strings() {
    List<String> strings = new ArrayList<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void unused) {
        if (literal.getValue() instanceof String string) {
          strings.add(string);
        }
        return null;
      }
    }.scan(unit, null);
    return strings;
  }

  private Object value(ExpressionTree argument) {
    return switch (argument) {
      case LiteralTree literal -> literal.getValue();
      case BinaryTree sum -> value(sum.getLeftOperand()) + "" + value(sum.getRightOperand());
      default ->
          throw new IllegalArgumentException(file + " passes what is no literal: " + argument);
    };
  }

  private List<Tree> members() {
    List<Tree> members = new ArrayList<>();
    unit.getTypeDecls().forEach(type -> addWithMembers(type, members));
    return members;
  }

  private void addWithMembers(Tree tree, List<Tree> members) {
    if (positions.getEndPosition(unit, tree) >= 0) {
      members.add(tree);
    } // else the parser added it: a record's constructor, or the class of a compact source file
    if (tree instanceof ClassTree type) {
      type.getMembers().forEach(member -> addWithMembers(member, members));
    }
  }

  private static String nameOf(Tree member) {
    return switch (member) {
      case ClassTree type -> type.getSimpleName().toString();
      case MethodTree method -> method.getName().toString();
      case VariableTree field -> field.getName().toString();
      default -> "";
    };
  }

  private static String withParameters(Tree member) {
    return member instanceof MethodTree method
        ? method.getParameters().stream()
            .map(parameter -> parameter.getType().toString())
            .collect(Collectors.joining(", ", method.getName() + "(", ")"))
        : nameOf(member);
  }

  /// The first line, from 0, including the doc comment.
  private int firstLine(Tree tree) {
    int line = lineOf(positions.getStartPosition(unit, tree));
    while (line > 0 && lines.get(line - 1).strip().startsWith("///")) {
      line--;
    }
    return line;
  }

  private int lastLine(Tree tree) {
    return lineOf(positions.getEndPosition(unit, tree));
  }

  private int lineOf(long position) {
    return (int) unit.getLineMap().getLineNumber(position) - 1;
  }

  private List<String> dedented(int first, int last) {
    int margin = lines.get(first).indexOf(lines.get(first).strip());
    return lines.subList(first, last + 1).stream()
        .map(line -> line.substring(Math.min(margin, line.length())))
        .toList();
  }
}
