package dev.multifetch.workshop.teach;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;

/// The fields of a form that was sent. A field that was not sent is empty.
record Form(Map<String, String> fields) {

  private static final int MAX_BYTES = 4096;

  /// The form in the body of a request.
  ///
  /// @throws IllegalArgumentException if it is no form, or too long
  static Form in(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      throw new IllegalArgumentException("a form of over %d bytes".formatted(MAX_BYTES));
    }
    return parse(new String(body, UTF_8));
  }

  static Form parse(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String field : text.split("&")) {
      String[] parts = field.split("=", 2);
      if (parts.length == 2) {
        fields.put(decode(parts[0]), decode(parts[1]));
      }
    }
    return new Form(fields);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, UTF_8);
  }

  String get(String name) {
    return fields.getOrDefault(name, "").strip();
  }
}
