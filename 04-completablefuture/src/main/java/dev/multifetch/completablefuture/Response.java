package dev.multifetch.completablefuture;

import dev.multifetch.http.ResponseHead;
import org.apache.hc.core5.http.message.BasicHttpResponse;

/// A response head on its way through the library, which wants to know no more of it than the code.
final class Response extends BasicHttpResponse {

  private final ResponseHead head;

  Response(ResponseHead head) {
    super(head.status());
    this.head = head;
  }

  ResponseHead head() {
    return head;
  }
}
