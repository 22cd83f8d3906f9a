package dev.multifetch.conformance.soak;

import dev.multifetch.conformance.servers.ScriptedConnection;
import java.io.IOException;
import java.util.function.UnaryOperator;

/// What a server does with one request, whose token a good response has as its body.
@FunctionalInterface
interface Reply {

  /// @return whether the connection goes on
  boolean to(ScriptedConnection connection, String token) throws IOException, InterruptedException;

  /// This, and the connection stays open.
  static Reply kept(UnaryOperator<String> response) {
    return (connection, token) -> {
      connection.answer(response.apply(token));
      return true;
    };
  }

  /// This, and an end in order.
  static Reply finished(UnaryOperator<String> response) {
    return (connection, token) -> {
      connection.answer(response.apply(token));
      connection.finish();
      connection.awaitClientClose();
      return false;
    };
  }

  /// This, and the connection ends without notice.
  static Reply cut(UnaryOperator<String> response) {
    return (connection, token) -> {
      connection.answer(response.apply(token));
      return false;
    };
  }

  /// This, and then a reset.
  static Reply reset(String begin) {
    return (connection, _) -> {
      connection.answer(begin);
      connection.reset();
      return false;
    };
  }

  /// This, and then a byte now and then, without end.
  static Reply dripping(String begin) {
    return (connection, _) -> {
      connection.send(begin);
      while (true) { // until the client gives up
        connection.send("x");
        Thread.sleep(20); // the drip itself is the subject
      }
    };
  }
}
