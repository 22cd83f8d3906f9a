package dev.multifetch.conformance.oracle;

import java.util.List;
import java.util.Map;

/// Damages responses, as broken servers, proxies and attackers do.
final class Mutator {

  /// Bytes that have a meaning somewhere in HTTP.
  private static final String LOADED =
      "\r\n\t \0:;,=\"0159aAfFxX-+.%#/?\u000b\f\u007f\u0080\u00a0\u00ff";

  /// Parts of a response, and what may replace them.
  private static final Map<String, List<String>> TOKENS =
      Map.of(
          "HTTP/1.",
          List.of(
              "HTTP/2.",
              "HTTP/1",
              "HTTP/0.",
              "http/1.",
              "HTTP/11.",
              "ICY ",
              "HTTPS/1.",
              " HTTP/1.",
              ""),
          "\r\n",
          List.of(
              "\n", "\r", "\r\r\n", "\n\r", "\r\n\r\n", "", " \r\n", "\r\n ", "\r\n\t", "\0\r\n"),
          ":",
          List.of(
              " :", "\t:", "\u00a0:", "@:", "\u00e9:", "", "::", ";", "=", "\r\n:", ":\r\n ", ":\n",
              ":\u000b", ":\f"),
          "Content-Length",
          List.of(
              "Content-Length ",
              " Content-Length",
              "Content_Length",
              "Content-Length\0",
              "Content-Length\u00a0",
              "(Content-Length)"),
          "hunked",
          List.of(
              "hunked, chunked",
              "hunked;q=1",
              "hunked,",
              "hunked, gzip",
              "hunke",
              "hunked\f",
              "hunked\u000b"),
          "Transfer-Encoding",
          List.of(
              "Transfer-Encoding ",
              "Transfer-Encoding\u00a0",
              "Transfer-Encoding@",
              "Transfer-Encodin",
              "Content-Length: 5\r\nTransfer-Encoding"),
          "gzip",
          List.of(
              "br",
              "gzip, gzip, gzip, gzip, gzip, gzip",
              "gzip;q=1",
              "gzip,,",
              "deflate",
              "GZIP",
              "\"gzip\"",
              "none",
              "utf-8",
              ""),
          "deflate",
          List.of("gzip", "zstd", "Deflate", "compress"),
          "close",
          List.of("keep-alive", "closed", "upgrade", ""),
          " ",
          List.of("\t", "", "  ", "\u00a0", "\u000b", "\0"));

  private static final List<String> LINES =
      List.of(
          "Content-Length: 0\r\n",
          "Content-Length: 7\r\n",
          "Content-Length: -1\r\n",
          "Content-Length: +5\r\n",
          "Content-Length: 0x5\r\n",
          "Content-Length: 5 5\r\n",
          "Content-Length:\r\n",
          "Content-Length: 9223372036854775808\r\n",
          "Content-Length: 99999999999999999999999\r\n",
          "Transfer-Encoding: chunked\r\n",
          "Transfer-Encoding: identity\r\n",
          "Transfer-Encoding: gzip, chunked\r\n",
          "Transfer-Encoding:\r\n",
          "Content-Encoding: identity\r\n",
          "Content-Encoding: br\r\n",
          "Content-Encoding: none\r\n",
          "Content-Encoding: utf8\r\n",
          "Content-Encoding:\r\n",
          "no colon here\r\n",
          ": no name\r\n",
          "X@: no token\r\n",
          "X\u00a0: no token\r\n",
          "caf\u00c3\u00a9: no token\r\n",
          " folded before anything\r\n",
          "X-Bare: a\rb\r\n",
          "X-Nul: a\0b\r\n",
          "Tr\u00e9s: Latin-1\r\n",
          "HTTP/1.1 200 OK\r\n",
          "HTTP/1.1 101 Switching Protocols\r\n\r\n",
          "HTTP/1.1 100 Continue\r\n\r\n",
          "X-Long: " + "x".repeat(20_000) + "\r\n",
          "\r\n");

  private final Dice dice;

  Mutator(Dice dice) {
    this.dice = dice;
  }

  /// The response with one change.
  String mutate(String response) {
    if (response.isEmpty()) {
      return dice.bytes(dice.length(10), false);
    }
    int at = place(response);
    return switch (dice.below(12)) {
      case 0 ->
          spliced(
              response, at, 1, String.valueOf((char) (response.charAt(at) ^ 1 << dice.below(8))));
      case 1 -> spliced(response, at, 1, loaded());
      case 2 -> spliced(response, at, 0, loaded());
      case 3 -> spliced(response, at, 1 + dice.length(15), "");
      case 4 -> spliced(response, at, 0, range(response, at));
      case 5 -> spliced(response, place(response), 0, range(response, at));
      case 6 -> response.substring(0, at);
      case 7 -> response + dice.of("\r\n", "\0", "HTTP/1.1 200 OK\r\n\r\n", "0\r\n\r\n", loaded());
      case 8, 9 -> line(response, at);
      case 10 -> token(response, at);
      default -> number(response, at);
    };
  }

  /// A place in the response: mostly in the head, where most things can go wrong.
  private int place(String response) {
    int head = Math.max(1, response.indexOf("\r\n\r\n"));
    return dice.below(dice.oneIn(3) ? response.length() : head);
  }

  private String loaded() {
    return String.valueOf(LOADED.charAt(dice.below(LOADED.length())));
  }

  private String range(String response, int at) {
    return response.substring(at, Math.min(response.length(), at + 1 + dice.length(60)));
  }

  /// Inserts a line after the current line.
  private String line(String response, int at) {
    int behind = response.indexOf('\n', at) + 1;
    return spliced(response, behind, 0, dice.of(LINES));
  }

  private String token(String response, int at) {
    List<String> there = TOKENS.keySet().stream().filter(response::contains).sorted().toList();
    if (there.isEmpty()) {
      return response;
    }
    String token = dice.of(there);
    int found = response.indexOf(token, at);
    return spliced(
        response,
        found < 0 ? response.indexOf(token) : found,
        token.length(),
        dice.of(TOKENS.getOrDefault(token, List.of(""))));
  }

  /// Changes the next number.
  private String number(String response, int at) {
    int from = at;
    while (from < response.length() && !Character.isDigit(response.charAt(from))) {
      from++;
    }
    int to = from;
    while (to < response.length() && Character.isDigit(response.charAt(to))) {
      to++;
    }
    String number = response.substring(from, to);
    return spliced(response, from, to - from, another(number));
  }

  private String another(String number) {
    long value = number.isEmpty() || number.length() > 15 ? 0 : Long.parseLong(number);
    return switch (dice.below(8)) {
      case 0 -> String.valueOf(value + 1);
      case 1 -> String.valueOf(value - 1);
      case 2 -> "+" + number;
      case 3 -> "-" + number;
      case 4 -> number + dice.of("0", "00", " ", "\t", "x", ",", ";", ".0");
      case 5 -> dice.of("", "0x", "0", "00", " ") + number;
      case 6 ->
          dice.of(
              "2147483648",
              "4294967296",
              "9223372036854775807",
              "9223372036854775808",
              "18446744073709551616",
              "1" + "0".repeat(16) + number,
              "9".repeat(200));
      default -> String.valueOf(dice.below(1_000));
    };
  }

  private static String spliced(String response, int at, int length, String instead) {
    int end = Math.min(response.length(), at + length);
    String kept = response.substring(at, end);
    if (length == 1 && kept.indexOf(RandomResponse.LOCATION) >= 0) {
      return response; // see that method
    }
    return response.substring(0, at) + instead + response.substring(end);
  }
}
