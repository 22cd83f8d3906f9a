package dev.multifetch.conformance;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import dev.multifetch.Headers;
import dev.multifetch.Outcome;
import dev.multifetch.Timing;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Turns what a first attempt saw into outcomes. Everything else, with all mistakes, is in the
/// attempt's own lines.
public final class Testimony {

  private static final Timing UNKNOWN = new Timing(0, Timing.NEVER, 0);

  private Testimony() {}

  /// A response of the JDK's client.
  public static Outcome fetched(long index, URI url, HttpResponse<byte[]> response) {
    return fetched(index, url, response.statusCode(), response.body());
  }

  public static Outcome fetched(long index, URI url, int status, byte[] body) {
    return new Fetched(index, url, url, status, Headers.NONE, body, UNKNOWN);
  }

  /// An exception, without the wrappers that futures put around it.
  public static Outcome failed(long index, URI url, Throwable thrown) {
    boolean wrapped = thrown instanceof CompletionException || thrown instanceof ExecutionException;
    if (wrapped && thrown.getCause() != null) {
      return failed(index, url, thrown.getCause());
    }
    FailureKind kind =
        switch (thrown) {
          case ConnectException _ -> FailureKind.CONNECT_FAILED;
          case TimeoutException _, SocketTimeoutException _, HttpTimeoutException _ ->
              FailureKind.TIMED_OUT;
          case SSLException _ -> FailureKind.TLS_FAILED;
          default -> FailureKind.CONNECTION_LOST;
        };
    return new Failed(index, url, kind, thrown.toString(), UNKNOWN);
  }
}
