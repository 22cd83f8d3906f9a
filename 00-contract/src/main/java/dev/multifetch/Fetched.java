package dev.multifetch;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A URL whose server answered, with whatever status: an HTTP error is an answer too.
///
/// @param index the URL's place in the batch, from 0
/// @param url the URL as it was asked for
/// @param finalUrl the URL that answered, after redirects
/// @param status the status code, 200 to 599
/// @param headers the response's header fields, as received
/// @param body the body without its content codings, empty if a [BodyHandler] took it; the array
///   belongs to the caller
/// @param bodyBytes the body's length, wherever it went
/// @param timing when the work on it began and ended
@SuppressWarnings("ArrayRecordComponent") // bodies are passed on, not compared
public record Fetched(
    long index,
    URI url,
    URI finalUrl,
    int status,
    Headers headers,
    byte[] body,
    long bodyBytes,
    Timing timing)
    implements Outcome {

  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s\";]+)", Pattern.CASE_INSENSITIVE);

  /// A response with its body in memory.
  public Fetched(
      long index, URI url, URI finalUrl, int status, Headers headers, byte[] body, Timing timing) {
    this(index, url, finalUrl, status, headers, body, body.length, timing);
  }

  /// The body as text, in the charset that Content-Type names, or UTF-8 if it names none that this
  /// JVM knows. Bytes that cannot be decoded become U+FFFD.
  public String text() {
    return new String(body, charset());
  }

  private Charset charset() {
    Matcher named = CHARSET.matcher(headers.first("Content-Type").orElse(""));
    try {
      return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalArgumentException unknown) { // the server's mistake, not the caller's
      return StandardCharsets.UTF_8;
    }
  }

  @Override
  public String toString() {
    return "Fetched[%d %s %d, %d bytes]".formatted(index, url, status, bodyBytes);
  }
}
