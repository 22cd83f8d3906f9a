package dev.multifetch.http;

import dev.multifetch.Failed;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
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
    HeadReader reader = new HeadReader(OPTIONS.maxHeadBytes());
    while (!reader.accept(next(bytes))) {}
    return reader.take();
  }

  private Next body(ResponseHead head, ByteBuffer bytes) throws FetchException {
    return switch (Framing.of(head)) {
      case Framing.Length(long length) -> data(bytes, length);
      case Framing.Chunked _ -> chunks(bytes);
      case Framing.UntilClose _ -> data(bytes, bytes.remaining());
    };
  }

  private Next data(ByteBuffer bytes, long length) throws FetchException {
    long left = length;
    while (left > 0) {
      int count = (int) Math.min(left, most);
      if (fetch.body(piece(bytes, count)) instanceof Next enough) {
        return enough;
      }
      left -= count;
    }
    return fetch.end();
  }

  private Next chunks(ByteBuffer bytes) throws FetchException {
    ChunkReader chunks = new ChunkReader(OPTIONS.maxHeadBytes());
    while (!chunks.ended()) {
      if (chunks.data() == 0) {
        chunks.accept(next(bytes));
        continue;
      }
      int count = Math.min(chunks.data(), most);
      if (fetch.body(piece(bytes, count)) instanceof Next enough) {
        return enough;
      }
      chunks.taken(count);
    }
    return fetch.end();
  }

  private static byte next(ByteBuffer bytes) throws FetchException {
    return piece(bytes, 1).get();
  }

  private static ByteBuffer piece(ByteBuffer bytes, int count) throws FetchException {
    if (!bytes.hasRemaining()) {
      throw new FetchException(dev.multifetch.FailureKind.CONNECTION_LOST, "the connection ended");
    }
    ByteBuffer piece = bytes.slice(bytes.position(), Math.min(count, bytes.remaining()));
    bytes.position(bytes.position() + piece.remaining());
    return piece;
  }
}
