package dev.multifetch.cli.get.files;

import dev.multifetch.cli.console.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A line of [SavedResults#FILE].
public final class SavedLine {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String BODY = "file";

  private final ObjectNode fields;

  private SavedLine(ObjectNode fields) {
    this.fields = fields;
  }

  /// @throws IOException if this is no such line
  public static SavedLine of(String text) throws IOException {
    try {
      JsonNode read = JSON.readTree(text);
      if (read instanceof ObjectNode fields && fields.path("index").asLong(-1) >= 0) {
        return new SavedLine(fields);
      }
      throw new IOException("not a result: " + text);
    } catch (JacksonException e) {
      throw new IOException("not a result: " + text, e);
    }
  }

  /// The place of its URL in the list, from 0.
  public long index() {
    return fields.path("index").asLong();
  }

  /// Whether a server has answered.
  public boolean isAnswered() {
    return fields.path("status").asInt(0) != 0;
  }

  /// The name of the file with the body, without its folder. Windows may have written it.
  public Optional<String> body() {
    return fields.path(BODY).isString()
        ? Optional.of(fields.path(BODY).asString().replaceFirst(".*[/\\\\]", ""))
        : Optional.empty();
  }

  /// Whether this file has the whole body: a power failure may have cut it off.
  public boolean isWhole(Path file) throws IOException {
    return Files.isRegularFile(file) && Files.size(file) == fields.path("bytes").asLong(-1);
  }

  /// The same line, with its body in another place.
  public SavedLine withBody(Path file) {
    return new SavedLine(fields.deepCopy().put(BODY, file.toString()));
  }

  /// Without a line break.
  public String text() {
    return Printable.escaped(JSON.writeValueAsString(fields));
  }
}
