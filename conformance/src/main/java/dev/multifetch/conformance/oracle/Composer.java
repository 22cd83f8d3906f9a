package dev.multifetch.conformance.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Composes random responses that are well-formed, however unusual.
final class Composer {

  private enum Framing {
    LENGTH,
    CHUNKED,
    UNTIL_CLOSE
  }

  private static final List<Integer> STATUSES =
      List.of(200, 200, 200, 200, 201, 204, 206, 299, 300, 304, 404, 408, 503, 599);
  private static final List<Integer> REDIRECTS = List.of(301, 302, 303, 307, 308);

  private static final List<Framing> FRAMINGS =
      List.of(Framing.LENGTH, Framing.LENGTH, Framing.CHUNKED, Framing.UNTIL_CLOSE);

  private static final List<String> CODINGS =
      List.of(
          "gzip", "gzip", "gzip", "deflate", "x-gzip", "identity", "none", "UTF-8", "iso-8859-1");

  private final Dice dice;
  private final int maxContent;
  private final boolean sound;

  /// @param sound whether the coded body can be decoded, unless it is damaged later
  Composer(Dice dice, int maxContent, boolean sound) {
    this.dice = dice;
    this.maxContent = maxContent;
    this.sound = sound;
  }

  /// A response that is not a redirect.
  RandomResponse answer() {
    return response(dice.of(STATUSES), List.of());
  }

  /// A redirect; its Location is added later.
  RandomResponse redirect() {
    return response(dice.of(REDIRECTS), List.of(String.valueOf(RandomResponse.LOCATION)));
  }

  private RandomResponse response(int status, List<String> lines) {
    boolean bodiless = status == 204 || status == 304;
    boolean http11 = !dice.oneIn(8);
    boolean close = dice.oneIn(6);
    Framing framing = dice.of(FRAMINGS);
    if (framing == Framing.CHUNKED && !http11) {
      framing = Framing.UNTIL_CLOSE; // HTTP/1.0 knew no other
    }
    List<String> codings = codings();
    String content = bodiless ? "" : content();
    String coded = content;
    for (String coding : codings) {
      coded = Codings.apply(coding, coded, dice, sound);
    }

    List<String> fields = new ArrayList<>(lines);
    Stream.generate(this::field).limit(dice.length(6)).forEach(fields::add);
    fields.addAll(framingFields(framing, coded.length(), http11));
    if (!codings.isEmpty()) {
      fields.add(field("Content-Encoding", String.join(dice.of(",", ", ", " ,\t"), codings)));
    }
    if (close) {
      fields.add(field("Connection", dice.of("close", "Close", "x-field, close")));
    }
    shuffle(fields);

    String body = bodiless ? "" : framing == Framing.CHUNKED ? chunked(coded) : coded;
    String head = statusLine(http11, status) + String.join("", fields) + lineEnd();
    boolean persistent = http11 && !close && framing != Framing.UNTIL_CLOSE;
    return new RandomResponse(interim() + head + body, status, content, persistent);
  }

  private List<String> codings() {
    if (!dice.oneIn(3)) {
      return List.of();
    }
    return Stream.generate(() -> dice.of(CODINGS)).limit(1 + dice.length(3)).toList();
  }

  private String content() {
    int length = dice.oneIn(20) ? dice.below(maxContent) : dice.length(300);
    return dice.bytes(length, dice.oneIn(2));
  }

  private List<String> framingFields(Framing framing, int length, boolean http11) {
    return switch (framing) {
      case LENGTH -> lengthFields(String.valueOf(length));
      case CHUNKED -> List.of(field("Transfer-Encoding", dice.of("chunked", "chunked", "Chunked")));
      case UNTIL_CLOSE ->
          http11 && dice.oneIn(4)
              ? List.of(field("Transfer-Encoding", dice.of("identity", "Identity")))
              : List.of();
    };
  }

  /// Equal lengths count as one (R22).
  private List<String> lengthFields(String length) {
    return switch (dice.below(10)) {
      case 0 -> List.of(field("Content-Length", length + ", " + length));
      case 1 -> List.of(field("Content-Length", length), field("Content-Length", length));
      case 2 -> List.of(field("Content-Length", "0".repeat(1 + dice.length(30)) + length));
      default -> List.of(field("Content-Length", length));
    };
  }

  private String chunked(String coded) {
    StringBuilder chunks = new StringBuilder();
    int at = 0;
    while (at < coded.length()) {
      int size = 1 + dice.length(coded.length() - at - 1);
      chunks.append(chunkSize(size)).append(coded, at, at + size).append("\r\n");
      at += size;
    }
    chunks.append(chunkSize(0));
    Stream.generate(this::field).limit(dice.length(2)).forEach(chunks::append); // trailers
    return chunks.append("\r\n").toString();
  }

  private String chunkSize(int size) {
    String hex = dice.of("", "", "", "00", "0".repeat(20)) + Integer.toHexString(size);
    return (dice.oneIn(2) ? hex.toUpperCase(Locale.ROOT) : hex)
        + dice.of("", "", "", "", " ", "  ", "\t")
        + dice.of("", "", "", ";name", ";name=value", ";n=\"quoted\"", ";", "; ;")
        + "\r\n";
  }

  private String interim() {
    return Stream.generate(() -> "HTTP/1.1 " + dice.of("100 Continue", "103 Early Hints"))
        .map(line -> line + "\r\n" + (dice.oneIn(2) ? field() : "") + "\r\n")
        .limit(dice.oneIn(8) ? 1 + dice.length(3) : 0)
        .collect(Collectors.joining());
  }

  private String statusLine(boolean http11, int status) {
    return (http11 ? "HTTP/1.1 " : "HTTP/1.0 ")
        + status
        + dice.of(" OK", " OK", " Some Reason", " caf\u00e9", " ", "")
        + lineEnd();
  }

  private String field() {
    String name = dice.of("X-Field", "Set-Cookie", "Content-Type", "Server", "Vary", "X_1.2~!");
    return switch (dice.below(12)) {
      case 0 -> field(name, "");
      case 1 -> field(name, "caf\u00e9 \u0080\u00ff");
      case 2 -> field(name, "folded\r\n  value");
      case 3 -> field(name, "text/html; charset=\"utf-8\", a:b;c");
      case 4 -> field(name, dice.bytes(dice.below(1_000), true));
      default -> field(name, dice.bytes(dice.length(20), true));
    };
  }

  private String field(String name, String value) {
    String cased =
        switch (dice.below(6)) {
          case 0 -> name.toLowerCase(Locale.ROOT);
          case 1 -> name.toUpperCase(Locale.ROOT);
          default -> name;
        };
    return cased
        + ":"
        + dice.of(" ", " ", " ", "", "\t", "  ")
        + value
        + dice.of("", "", " ")
        + lineEnd();
  }

  /// R18: a bare LF ends a line, too.
  private String lineEnd() {
    return dice.oneIn(30) ? "\n" : "\r\n";
  }

  private void shuffle(List<String> fields) {
    for (int i = fields.size() - 1; i > 0; i--) {
      Collections.swap(fields, i, dice.below(i + 1));
    }
  }
}
