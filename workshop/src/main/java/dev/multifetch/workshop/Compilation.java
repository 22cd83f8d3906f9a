package dev.multifetch.workshop;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/// Compiles one file inside this JVM, against the class path of this JVM.
public final class Compilation {

  /// What the compiler does not like.
  ///
  /// @param line from 1 on
  /// @param message the compiler's, in English
  /// @param help a plain word for a beginner, or nothing
  public record Mistake(long line, String message, String help) {}

  private static final Pattern METHOD =
      Pattern.compile("\\s*[\\w<>\\[\\],]+( [\\w<>\\[\\],]+)* \\w+\\(.*\\{");
  static final String NOT_CLOSED =
      "A method begins here, inside the method above: a closing } is missing before this line.";

  private final JavaCompiler compiler =
      requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK is needed, this is a JRE");

  /// Compiles this text as the file of a class, into a folder.
  ///
  /// @return the mistakes; none if there are classes now
  public List<Mistake> compile(String className, String source, Path classes) {
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(said, Locale.ENGLISH, null)) {
      Files.createDirectories(classes);
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
      List<String> options =
          List.of("-proc:none", "-g", "-cp", System.getProperty("java.class.path"));
      boolean compiled =
          compiler
              .getTask(
                  new StringWriter(), files, said, options, null, List.of(file(className, source)))
              .call();
      List<String> lines = source.lines().toList();
      List<Mistake> mistakes =
          said.getDiagnostics().stream()
              .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
              .map(diagnostic -> mistake(diagnostic, lines))
              .toList();
      if (!compiled && mistakes.isEmpty()) {
        return List.of(new Mistake(1, "does not compile", ""));
      }
      return mistakes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JavaFileObject file(String className, String source) {
    URI name = URI.create("string:///" + className + ".java");
    return new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }

  private static Mistake mistake(
      Diagnostic<? extends JavaFileObject> diagnostic, List<String> lines) {
    int number = Math.clamp(diagnostic.getLineNumber(), 1, Math.max(1, lines.size()));
    String line = lines.isEmpty() ? "" : lines.get(number - 1);
    String message = diagnostic.getMessage(Locale.ENGLISH);
    boolean method = message.equals("';' expected") && METHOD.matcher(line).matches();
    String help = method ? NOT_CLOSED : help(String.valueOf(diagnostic.getCode()));
    return new Mistake(number, message, help);
  }

  private static String help(String code) {
    return switch (code) {
      case "compiler.err.expected", "compiler.err.expected2", "compiler.err.expected3" ->
          "Something is missing here, or at the end of the line before.";
      case "compiler.err.cant.resolve",
          "compiler.err.cant.resolve.args",
          "compiler.err.cant.resolve.location",
          "compiler.err.cant.resolve.location.args" ->
          "Java does not know this name: look for a typing mistake, or for an import.";
      case "compiler.err.unreported.exception.need.to.catch.or.throw" ->
          "This call can throw: put it into try and catch, or add throws to the method.";
      case "compiler.err.missing.ret.stmt" -> "One way through this method returns nothing.";
      case "compiler.err.premature.eof" -> "The file ends too early: a closing } is missing.";
      case "compiler.err.prob.found.req" -> "The value has another type than the place wants.";
      case "compiler.err.cant.ref.non.effectively.final.var" ->
          "A lambda may only use variables that never change: copy the value to a new one.";
      case "compiler.err.does.not.override.abstract" -> "A method of the interface is missing.";
      case "compiler.err.var.might.not.have.been.initialized" ->
          "The variable has no value yet on some way to this line.";
      case "compiler.err.local.var.accessed.from.icls.needs.final" -> "Copy it to a final one.";
      default -> "";
    };
  }
}
