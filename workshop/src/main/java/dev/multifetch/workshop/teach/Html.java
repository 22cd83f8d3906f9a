package dev.multifetch.workshop.teach;

/// Makes pages. What comes from outside is escaped here, and nowhere else.
final class Html {

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      %s<title>%s</title>
      <link rel="icon" href="data:,">
      <link rel="stylesheet" href="/workshop/teach/teach.css">
      </head>
      <body class="%s">
      <main>
      %s</main>
      </body>
      </html>
      """;

  private Html() {}

  /// @param kind `teacher` for the projector, `learner` for a phone
  /// @param body is markup, and not escaped
  static String page(String title, String kind, String body) {
    return PAGE.formatted("", escape(title), kind, body);
  }

  /// A page that loads itself again, as long as something may change.
  static String page(String title, String kind, String body, int seconds) {
    String again = "<meta http-equiv=\"refresh\" content=\"%d\">\n".formatted(seconds);
    return PAGE.formatted(again, escape(title), kind, body);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
