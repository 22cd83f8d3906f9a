package dev.multifetch.cli.get.files;

import static java.util.stream.Collectors.joining;

import dev.multifetch.BodyHandler.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A name with fields, such as `{index:06}-{host}-{file}`. A slash between fields makes a folder.
public final class NameTemplate implements NameRule {

  private enum Field {
    INDEX,
    HOST,
    PORT,
    PATH,
    FILE,
    STEM,
    EXT,
    QUERY,
    STATUS,
    DISPOSITION,
    TYPE;

    /// What is known only from the response.
    private static final Set<Field> OF_RESPONSE = EnumSet.of(STATUS, DISPOSITION, TYPE);

    /// What takes the mark before it away where it is empty.
    private static final Set<Field> MAY_BE_EMPTY = EnumSet.of(EXT, QUERY, TYPE);

    private static final Set<Field> WITH_NUMBER = EnumSet.of(INDEX, PATH);

    static Field named(String name) {
      for (Field field : values()) {
        if (field.toString().equals(name)) {
          return field;
        }
      }
      String all = Stream.of(values()).map(field -> "{" + field + "}").collect(joining(", "));
      throw new TypeConversionException("has no field {%s}, only %s".formatted(name, all));
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// @param text what is before the field
  /// @param field null at the end
  /// @param number the width of an index, or which part of a path; 0 if none is given
  private record Piece(String text, @Nullable Field field, int number) {}

  private static final Pattern MARK = Pattern.compile("[.@?_-]$");
  private static final Pattern FIELD = Pattern.compile("\\{([^{}:]*)(?::([0-9]{1,2}))?}");

  private final List<Piece> pieces = new ArrayList<>();

  /// @throws TypeConversionException if this is no template; the message goes on after an option's
  ///   name
  public NameTemplate(String template) {
    if (template.startsWith("/") || template.contains("\\") || hasDots(template)) {
      throw new TypeConversionException("must stay in the folder, was " + template);
    }
    Matcher field = FIELD.matcher(template);
    int end = 0;
    while (field.find()) {
      pieces.add(piece(template.substring(end, field.start()), field.group(1), field.group(2)));
      end = field.end();
    }
    pieces.add(new Piece(template.substring(end), null, 0));
    if (pieces.stream().anyMatch(piece -> piece.text.matches(".*[{}].*"))) {
      throw new TypeConversionException(
          "must have fields such as {index:06}, {host} or {path:1}, was " + template);
    }
  }

  private static boolean hasDots(String template) {
    return Stream.of(template.split("/")).anyMatch(part -> part.equals("..") || part.equals("."));
  }

  private static Piece piece(String text, String name, @Nullable String number) {
    Field field = Field.named(name);
    if (number != null && !Field.WITH_NUMBER.contains(field)) {
      throw new TypeConversionException("{%s} takes no number".formatted(field));
    }
    return new Piece(text, field, number == null ? 0 : Integer.parseInt(number));
  }

  @Override
  public boolean needsResponse() {
    return pieces.stream().anyMatch(p -> p.field != null && Field.OF_RESPONSE.contains(p.field));
  }

  @Override
  public List<String> name(long index, URI url, @Nullable Response response) {
    UrlParts parts = UrlParts.of(url);
    StringBuilder name = new StringBuilder();
    for (Piece piece : pieces) {
      String value = value(piece, index, parts, response);
      boolean bare =
          value.isEmpty() && piece.field != null && Field.MAY_BE_EMPTY.contains(piece.field);
      name.append(bare ? MARK.matcher(piece.text).replaceFirst("") : piece.text).append(value);
    }
    return List.of(name.toString().split("/+", -1));
  }

  private static String value(
      Piece piece, long index, UrlParts parts, @Nullable Response response) {
    if (piece.field == null) {
      return "";
    }
    return piece.field == Field.PATH && piece.number == 0
        ? parts.folders().stream().map(NameTemplate::plain).collect(joining("/"))
        : plain(value(piece.field, piece.number, index, parts, response));
  }

  private static String plain(String value) {
    return value.replace('/', '_');
  }

  private static String value(
      Field field, int number, long index, UrlParts url, @Nullable Response response) {
    String file = url.file().isEmpty() ? "index" : url.file();
    int dot = file.lastIndexOf('.');
    String extension = dot > 0 ? file.substring(dot + 1) : "";
    return switch (field) {
      case INDEX -> String.format(Locale.ROOT, "%0" + Math.max(1, number) + "d", index);
      case HOST -> url.host();
      case PORT -> Integer.toString(url.port());
      case PATH -> number > url.folders().size() ? "" : url.folders().get(number - 1);
      case FILE -> file;
      case STEM -> dot > 0 ? file.substring(0, dot) : file;
      case EXT -> extension;
      case QUERY -> url.query();
      case STATUS -> response == null ? "" : Integer.toString(response.status());
      case DISPOSITION ->
          response == null ? file : Disposition.fileName(response.headers()).orElse(file);
      case TYPE ->
          response == null ? extension : MediaType.extension(response.headers()).orElse(extension);
    };
  }

  /// For the command line.
  static final class Converter implements ITypeConverter<NameTemplate> {

    @Override
    public NameTemplate convert(String template) {
      return new NameTemplate(template);
    }
  }
}
