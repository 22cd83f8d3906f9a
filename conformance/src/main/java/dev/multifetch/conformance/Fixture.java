package dev.multifetch.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import dev.multifetch.Outcome;
import java.nio.charset.StandardCharsets;

/// A response byte for byte, and what becomes of it in every model.
///
/// @param name what is special about it
/// @param response its bytes, a Latin-1 character for each
/// @param end where it ends
/// @param result what a caller gets
record Fixture(String name, String response, End end, Result result) {

  /// Where a response ends: fewer bytes are not it, and more change nothing.
  sealed interface End {

    /// After so many bytes, whatever follows.
    record Behind(int bytes) implements End {}

    /// With the connection; its head alone is so long.
    record WithConnection(int head) implements End {}

    /// With the head, which is so long and leads elsewhere; what becomes of the rest means nothing.
    record WithHead(int head) implements End {}
  }

  /// What a caller gets.
  sealed interface Result {

    record Answer(int status, String body) implements Result {}

    record Failure(FailureKind kind) implements Result {}
  }

  /// A response that says itself where it ends.
  static Fixture framed(String name, String response, int status, String body) {
    return new Fixture(
        name, response, new End.Behind(response.length()), new Result.Answer(status, body));
  }

  /// A response that ends with its connection.
  static Fixture unframed(String name, String head, String sent, String body) {
    return new Fixture(
        name, head + sent, new End.WithConnection(head.length()), new Result.Answer(200, body));
  }

  /// A response that leads to another, as soon as its head is there.
  static Fixture redirect(String name, String head, String rest) {
    return new Fixture(
        name, head + rest, new End.WithHead(head.length()), new Result.Answer(200, "ok"));
  }

  /// A response that is none.
  static Fixture failing(String name, String response, FailureKind kind) {
    return new Fixture(name, response, new End.Behind(response.length()), new Result.Failure(kind));
  }

  static Fixture malformed(String name, String response) {
    return failing(name, response, FailureKind.MALFORMED_RESPONSE);
  }

  /// The same with bytes behind it that nobody asked for.
  Fixture followedBy(String surplus) {
    return new Fixture(name, response + surplus, end, result);
  }

  /// How many bytes may come one by one. What nobody asked for comes with the last byte of the
  /// response: later, it could not be told from the next one.
  int piecemeal() {
    return switch (end) {
      case End.Behind(int bytes) -> bytes;
      case End.WithConnection _, End.WithHead _ -> response.length();
    };
  }

  /// Whether the server ends the connection behind it: so that nobody waits for more who did not
  /// see what is wrong.
  boolean isLast() {
    return end instanceof End.WithConnection
        || result instanceof Result.Failure
        || response.contains("Connection: close\r\n");
  }

  /// Whether this is what the contract wants to become of it.
  boolean keptBy(Outcome outcome) {
    return switch (result) {
      case Result.Answer(int status, String body) ->
          outcome instanceof Fetched fetched
              && fetched.status() == status
              && new String(fetched.body(), StandardCharsets.ISO_8859_1).equals(body);
      case Result.Failure(FailureKind kind) ->
          outcome instanceof Failed failed && failed.kind() == kind;
    };
  }

  void check(Outcome outcome) {
    assertThat(keptBy(outcome))
        .as("%s should become %s and was %s", this, result, outcome)
        .isTrue();
  }

  @Override
  public String toString() {
    return "\"" + name + "\"";
  }
}
