package dev.multifetch.http;

import static java.util.Objects.requireNonNull;

import dev.multifetch.FetchOptions;
import dev.multifetch.Headers;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What has come in answer to one request. If the answer is a redirect, its body is only drained:
/// read to keep the connection, and for nothing else.
final class Received {

  private static final int MAX_INTERIM = 16; // interim heads before the final one
  private static final int MAX_DRAINED = 16 << 10; // bytes; more cost more than connecting

  private int interim;
  private @Nullable ResponseHead head;
  private @Nullable Framing framing;
  private boolean keepsConnection;
  private @Nullable ResponseBody body;
  private @Nullable URI onward;

  boolean nothing() {
    return interim == 0 && head == null;
  }

  void interim(ResponseHead head) throws FetchException {
    if (head.status() == 101) {
      throw ResponseHead.malformed("101 Switching Protocols, which nobody asked for");
    }
    if (++interim > MAX_INTERIM) {
      throw ResponseHead.malformed("over " + MAX_INTERIM + " interim responses");
    }
  }

  /// The final head came.
  void head(ResponseHead head) throws FetchException {
    this.framing = Framing.of(head);
    this.head = head;
    this.keepsConnection = head.keepsConnection() && !(framing instanceof Framing.UntilClose);
  }

  ResponseHead head() {
    return requireNonNull(head);
  }

  /// Whether the connection may carry another request once this response is whole (RFC 9112 section
  /// 9.3).
  boolean keepsConnection() {
    return keepsConnection;
  }

  /// The body that follows goes to the keeper.
  void keep(BodyKeeper keeper, FetchOptions options) throws FetchException {
    read(options.decoding() ? head().headers() : Headers.NONE, keeper, options.maxBodyBytes());
  }

  /// The body that follows is a redirect's, and is drained.
  void drain(URI onward) throws FetchException {
    this.onward = onward; // first, because the body may be too large
    read(Headers.NONE, new BoundedBody(MAX_DRAINED), MAX_DRAINED);
  }

  private void read(Headers codings, BodyKeeper keeper, long limit) throws FetchException {
    body = new ResponseBody(requireNonNull(framing), codings, keeper, limit);
  }

  /// Where the redirect leads whose body is drained.
  Optional<URI> onward() {
    return Optional.ofNullable(onward);
  }

  void body(ByteBuffer piece) throws FetchException {
    body().accept(piece);
  }

  BodyKeeper end() throws FetchException {
    return body().end();
  }

  private ResponseBody body() {
    return requireNonNull(body, "a body without a head");
  }

  boolean announcesNoBody() {
    return body().announcedEmpty();
  }

  boolean mayWait() {
    return body != null && body.mayWait();
  }

  void release() {
    if (body != null) {
      body.release();
    }
  }

  void discard() {
    if (body != null) {
      body.discard();
    }
  }
}
