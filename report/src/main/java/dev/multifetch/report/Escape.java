package dev.multifetch.report;

/// Escapes a result's text, so that it cannot become a part of the page.
final class Escape {

  private Escape() {}

  static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /// For JSON inside a script element, which only `</script` or `<!--` can end or break. JSON has
  /// these characters only in strings, where the escape means the same.
  static String json(String json) {
    return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }
}
