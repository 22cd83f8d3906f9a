package dev.multifetch.http;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Headers;
import dev.multifetch.Outcome;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Receive;
import dev.multifetch.http.Step.Send;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Plays a model's part against a [UrlFetch], with a connection for each exchange that sends the
/// next of some responses and ends.
final class Played {

  static final FetchOptions OPTIONS =
      FetchOptions.builder()
          .maxHeadBytes(1 << 10)
          .maxBodyBytes(500)
          .maxRedirects(3)
          .header("Authorization", "secret")
          .build();

  private final UrlFetch fetch = new UrlFetch(0, URI.create("http://a.example/"), OPTIONS, () -> 0);
  private final List<Request> requests = new ArrayList<>();
  private final int most;

  private Played(int most) {
    this.most = most;
  }

  /// @param responses what the connections send, one after another
  /// @param most how many bytes of a body are told at once
  static Played of(List<byte[]> responses, int most) {
    Played played = new Played(most);
    played.play(responses);
    return played;
  }

  List<Request> requests() {
    return requests;
  }

  Outcome outcome() {
    return fetch.cancelled().outcome();
  }

  /// Status and body, or the kind of the failure: what must not depend on how it came in pieces.
  String verdict() {
    return switch (outcome()) {
      case Failed failed -> failed.kind().name();
      case Fetched fetched ->
          fetched.status() + " " + new String(fetched.body(), StandardCharsets.ISO_8859_1);
    };
  }

  private void play(List<byte[]> responses) {
    Next next = fetch.start();
    for (int hop = 0; next instanceof Send(Request request, boolean _); hop++) {
      requests.add(request);
      next = exchange(hop < responses.size() ? responses.get(hop) : new byte[0]);
    }
    if (!((Done) next).outcome().equals(outcome())) {
      throw new AssertionError("a URL has two outcomes: " + next + " and " + outcome());
    }
  }

  private Next exchange(byte[] response) {
    ByteBuffer bytes = ByteBuffer.wrap(response);
    try {
      while (true) {
        ResponseHead head = head(bytes);
        switch (fetch.head(head)) {
          case Next enough -> {
            return enough;
          }
          case Receive _ -> {
            if (!head.interim()) {
              return body(head, bytes);
            }
          }
        }
      }
    } catch (FetchException e) {
      return fetch.failed(e, false);
    }
  }

  private static ResponseHead head(ByteBuffer bytes) throws FetchException {
    StatusLine status = StatusLine.parse(line(bytes));
    return new ResponseHead(status, fields(bytes));
  }

  private static Headers fields(ByteBuffer bytes) throws FetchException {
    FieldLines fields = new FieldLines(OPTIONS.maxHeadBytes());
    while (fields.take(line(bytes))) {}
    return fields.headers();
  }

  private static String line(ByteBuffer bytes) throws FetchException {
    StringBuilder line = new StringBuilder();
    for (byte next = next(bytes); next != '\n'; next = next(bytes)) {
      line.append((char) (next & 0xff));
    }
    int end = line.length() - 1;
    return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
  }

  private Next body(ResponseHead head, ByteBuffer bytes) throws FetchException {
    return switch (Framing.of(head)) {
      case Framing.Length(long length) -> {
        Next enough = pieces(bytes, length);
        yield enough != null ? enough : fetch.end();
      }
      case Framing.Chunked _ -> chunks(bytes);
      case Framing.UntilClose _ -> {
        Next enough = pieces(bytes, bytes.remaining());
        yield enough != null ? enough : fetch.end();
      }
    };
  }

  private Next chunks(ByteBuffer bytes) throws FetchException {
    for (int size = size(bytes); size > 0; size = size(bytes)) {
      Next enough = pieces(bytes, size);
      if (enough != null) {
        return enough;
      }
      if (!line(bytes).isEmpty()) {
        throw new FetchException(FailureKind.MALFORMED_RESPONSE, "more than the chunk's size");
      }
    }
    fields(bytes); // trailers
    return fetch.end();
  }

  private static int size(ByteBuffer bytes) throws FetchException {
    return ChunkSize.parse(line(bytes));
  }

  /// Tells so many bytes, unless the fetch has heard enough before.
  private @Nullable Next pieces(ByteBuffer bytes, long count) throws FetchException {
    long left = count;
    while (left > 0) {
      ByteBuffer piece = piece(bytes, (int) Math.min(left, most));
      left -= piece.remaining();
      if (fetch.body(piece) instanceof Next enough) {
        return enough;
      }
    }
    return null;
  }

  private static byte next(ByteBuffer bytes) throws FetchException {
    return piece(bytes, 1).get();
  }

  private static ByteBuffer piece(ByteBuffer bytes, int count) throws FetchException {
    if (!bytes.hasRemaining()) {
      throw new FetchException(FailureKind.CONNECTION_LOST, "the connection ended");
    }
    ByteBuffer piece = bytes.slice(bytes.position(), Math.min(count, bytes.remaining()));
    bytes.position(bytes.position() + piece.remaining());
    return piece;
  }
}
