package dev.multifetch.completablefuture;

import dev.multifetch.Headers;
import dev.multifetch.http.Request;
import dev.multifetch.http.ResponseHead;
import java.net.ProtocolException;
import java.util.concurrent.CompletionException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.jspecify.annotations.Nullable;

/// What goes to the library and what comes from it, each in the other's terms.
public final class ApacheMessages {

  /// Chooses the constructor that takes "//path" for a path, and not for a host.
  private static final @Nullable HttpHost NO_HOST = null;

  private ApacheMessages() {}

  /// The head to send.
  public static HttpRequest request(Request request) {
    BasicHttpRequest head = new BasicHttpRequest("GET", NO_HOST, request.target());
    head.setVersion(HttpVersion.HTTP_1_1);
    for (Headers.Field field : request.headers()) {
      head.addHeader(field.name(), field.value());
    }
    return head;
  }

  /// The head that came.
  public static ResponseHead head(HttpResponse parsed) {
    return ((Response) parsed).head(); // [HeadParser] makes no other
  }

  /// The library's exceptions as the JDK would throw them.
  public static Throwable failure(Throwable cause) {
    return switch (cause) {
      case CompletionException e when e.getCause() != null -> failure(e.getCause());
      case HttpException e -> malformed(e);
      default -> cause;
    };
  }

  private static ProtocolException malformed(Exception cause) {
    ProtocolException malformed = new ProtocolException(cause.getMessage());
    malformed.initCause(cause);
    return malformed;
  }
}
