package dev.multifetch.cli.get.files;

import dev.multifetch.Headers;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What file names of a media type usually end with.
final class MediaType {

  /// A type and its extension, a line for each.
  private static final Map<String, String> EXTENSIONS =
      Stream.of(
              """
              application/epub+zip epub
              application/gzip gz
              application/java-archive jar
              application/javascript js
              application/json json
              application/ld+json jsonld
              application/manifest+json webmanifest
              application/msword doc
              application/ogg ogx
              application/pdf pdf
              application/rtf rtf
              application/vnd.ms-excel xls
              application/vnd.ms-powerpoint ppt
              application/vnd.oasis.opendocument.text odt
              application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
              application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
              application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
              application/wasm wasm
              application/x-bzip2 bz2
              application/x-gzip gz
              application/x-ndjson ndjson
              application/x-tar tar
              application/xhtml+xml xhtml
              application/xml xml
              application/zip zip
              application/zstd zst
              audio/aac aac
              audio/flac flac
              audio/mp4 m4a
              audio/mpeg mp3
              audio/ogg ogg
              audio/wav wav
              font/otf otf
              font/ttf ttf
              font/woff woff
              font/woff2 woff2
              image/avif avif
              image/bmp bmp
              image/gif gif
              image/jpeg jpg
              image/png png
              image/svg+xml svg
              image/tiff tiff
              image/vnd.microsoft.icon ico
              image/webp webp
              image/x-icon ico
              text/calendar ics
              text/css css
              text/csv csv
              text/html html
              text/javascript js
              text/markdown md
              text/plain txt
              text/xml xml
              video/mp4 mp4
              video/mpeg mpeg
              video/quicktime mov
              video/webm webm
              """
                  .split("\n"))
          .map(line -> line.split(" "))
          .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));

  private MediaType() {}

  /// The extension without its dot; empty if the type is unknown. `application/x+json` is JSON.
  static Optional<String> extension(Headers headers) {
    String field = headers.first("Content-Type").orElse("");
    String type = field.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    String suffix = "application/" + type.substring(type.indexOf('+') + 1);
    return Optional.ofNullable(EXTENSIONS.get(type))
        .or(() -> Optional.ofNullable(EXTENSIONS.get(suffix)));
  }
}
