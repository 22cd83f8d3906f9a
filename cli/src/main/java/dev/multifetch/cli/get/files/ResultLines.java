package dev.multifetch.cli.get.files;

import dev.multifetch.cli.get.output.WarcPlace;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;

/// Reads the lines that [JsonFormat] writes, one after another, however many there are.
final class ResultLines implements AutoCloseable {

  /// What a line says of a URL.
  ///
  /// @param number its place among the lines, from 1
  /// @param status 0 if the URL failed or was skipped
  /// @param bytes of the body; -1 if the line does not say it
  /// @param file null if the body was not saved
  /// @param archived where the record is in the web archive, if there is one
  record Line(
      long number,
      long index,
      String url,
      int status,
      boolean skipped,
      long bytes,
      @Nullable String file,
      Optional<WarcPlace> archived) {}

  /// These bytes are not such a line.
  static final class Unknown extends Exception {

    Unknown(long line) {
      super("line %d is not a result that get --json writes".formatted(line));
    }
  }

  private final JsonParser json;

  /// @param lines stays open
  ResultLines(InputStream lines) {
    json =
        JsonMapper.builder()
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build()
            .createParser(lines);
  }

  /// The next line; null at the end.
  ///
  /// @throws Unknown if it is no result
  @Nullable Line next() throws Unknown, IOException {
    try {
      JsonToken first = json.nextToken();
      long number = json.currentTokenLocation().getLineNr();
      if (first == null) {
        return null;
      }
      Line line = first == JsonToken.START_OBJECT ? read(number) : null;
      if (line == null) {
        throw new Unknown(number);
      }
      return line;
    } catch (JacksonIOException e) {
      throw e.getCause();
    } catch (JacksonException e) {
      throw new Unknown(json.currentLocation().getLineNr());
    }
  }

  /// A name counts where it is first: fields of the user's own may follow.
  private @Nullable Line read(long number) {
    long index = -1;
    String url = null;
    int status = 0;
    boolean skipped = false;
    long bytes = -1;
    String file = null;
    long offset = -1;
    long length = -1;
    Set<String> seen = new HashSet<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (seen.add(name) ? name : "") {
        case "index" -> index = json.getValueAsLong(-1);
        case "url" -> url = json.getValueAsString();
        case "status" -> status = json.getValueAsInt(0);
        case "skipped" -> skipped = json.getValueAsBoolean(false);
        case "bytes" -> bytes = json.getValueAsLong(-1);
        case "file" -> file = json.getValueAsString();
        case "warcOffset" -> offset = json.getValueAsLong(-1);
        case "warcLength" -> length = json.getValueAsLong(-1);
        default -> {}
      }
      json.skipChildren();
    }
    if (index < 0 || url == null) {
      return null;
    }
    Optional<WarcPlace> archived =
        offset < 0 || length < 0 ? Optional.empty() : Optional.of(new WarcPlace(offset, length));
    return new Line(number, index, url, status, skipped, bytes, file, archived);
  }

  @Override
  public void close() {
    json.close();
  }
}
