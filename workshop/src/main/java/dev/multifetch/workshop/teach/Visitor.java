package dev.multifetch.workshop.teach;

import com.sun.net.httpserver.HttpExchange;
import dev.multifetch.workshop.web.WebServer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Somebody who has sent a request, and waits for the answer.
record Visitor(HttpExchange exchange) {

  private static final String HTML = "text/html; charset=utf-8";
  private static final String TEXT = "text/plain; charset=utf-8";

  String path() {
    return exchange.getRequestURI().getPath();
  }

  /// What follows this part of the path, without a slash between.
  String after(String path) {
    return path().substring(path.length()).replaceFirst("^/", "");
  }

  String query() {
    return Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
  }

  boolean posts() {
    return exchange.getRequestMethod().equals("POST");
  }

  /// Whether a person looks at the answer, and not a program.
  boolean wantsHtml() {
    String accept = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept")).orElse("");
    return accept.contains("text/html");
  }

  /// Empty if the visitor has none.
  String cookie(String name) {
    for (String header : exchange.getRequestHeaders().getOrDefault("Cookie", List.of())) {
      for (String cookie : header.split("; *")) {
        if (cookie.startsWith(name + "=")) {
          return cookie.substring(name.length() + 1);
        }
      }
    }
    return "";
  }

  /// Other sites cannot send this cookie: so a link in a chat cannot close a vote.
  void giveCookie(String name, String value) {
    exchange
        .getResponseHeaders()
        .add("Set-Cookie", name + "=" + value + "; Path=/; HttpOnly; SameSite=Strict");
  }

  void redirect(String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    WebServer.answer(exchange, 303, TEXT, "");
  }

  void page(int status, String html) throws IOException {
    WebServer.answer(exchange, status, HTML, html);
  }

  void text(int status, String text) throws IOException {
    WebServer.answer(exchange, status, TEXT, text + "\n");
  }
}
