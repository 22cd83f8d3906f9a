package dev.multifetch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Header fields in the order they were received or are to be sent; names match in any case (RFC
/// 9110 section 5.1), and a name may occur more than once.
public record Headers(List<Field> fields) implements Iterable<Headers.Field> {

  /// One field line.
  public record Field(String name, String value) {

    private static final Set<String> SECRET =
        Set.of("authorization", "cookie", "proxy-authorization", "set-cookie");

    /// Whether the value is a secret, such as a password or a token.
    public boolean secret() {
      return SECRET.contains(name.toLowerCase(Locale.ROOT));
    }

    /// For logs and messages, so a secret is left out of it.
    @Override
    public String toString() {
      return name + ": " + (secret() ? "(hidden)" : value);
    }
  }

  /// No fields at all.
  public static final Headers NONE = new Headers(List.of());

  public Headers {
    fields = List.copyOf(fields);
  }

  /// These fields, and one more after them.
  public Headers with(String name, String value) {
    return new Headers(Stream.concat(fields.stream(), Stream.of(new Field(name, value))).toList());
  }

  /// These fields, except those whose name matches.
  public Headers without(Predicate<String> name) {
    return new Headers(fields.stream().filter(field -> !name.test(field.name())).toList());
  }

  /// The value of the first field with this name.
  public Optional<String> first(String name) {
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return Optional.of(field.value());
      }
    }
    return Optional.empty();
  }

  /// The values of all fields with this name, in order.
  public List<String> values(String name) {
    List<String> values = List.of(); // most names that a caller asks for are missing
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        values = values.isEmpty() ? new ArrayList<>(1) : values;
        values.add(field.value());
      }
    }
    return values;
  }

  /// The members of a comma-separated list field, over all its lines (RFC 9110 section 5.6.1).
  public List<String> members(String name) {
    List<String> values = values(name);
    if (values.isEmpty()) {
      return values;
    }
    List<String> members = new ArrayList<>(values.size());
    for (String value : values) {
      for (String part : value.split(",")) {
        String member = withoutSpaceAround(part);
        if (!member.isEmpty()) {
          members.add(member);
        }
      }
    }
    return members;
  }

  /// Not strip(): a form feed makes "\fchunked" another coding, not the same one.
  private static String withoutSpaceAround(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (from < to && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t'; // OWS in RFC 9110 section 5.6.3
  }

  @Override
  public Iterator<Field> iterator() {
    return fields.iterator();
  }
}
