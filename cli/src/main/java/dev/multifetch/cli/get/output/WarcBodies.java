package dev.multifetch.cli.get.output;

import dev.multifetch.BodyHandler;
import dev.multifetch.BodyWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Keeps a copy of each body until its URL has its result.
final class WarcBodies {

  /// @param began when the body began to come
  record Kept(Instant began, Spool body) {}

  private final Map<Long, Kept> kept = new ConcurrentHashMap<>(); // by the index of the input

  /// @param index returns an input's index, from its URL's place among those the fetcher was given
  /// @param bodies where bodies go besides
  BodyHandler keeping(LongUnaryOperator index, BodyHandler bodies) {
    return response -> {
      BodyWriter besides = bodies.open(response);
      Spool spool = new Spool();
      drop(kept.put(index.applyAsLong(response.index()), new Kept(Instant.now(), spool)));
      return new Copying(besides, spool);
    };
  }

  private static void drop(@Nullable Kept earlier) {
    if (earlier != null) { // of an attempt that does not count
      earlier.body.close();
    }
  }

  /// The body of an input that has its result; the caller closes it. Ask once.
  Optional<Kept> remove(long index) {
    return Optional.ofNullable(kept.remove(index));
  }

  /// @param besides takes the same pieces
  private record Copying(BodyWriter besides, Spool spool) implements BodyWriter {

    @Override
    public void write(ByteBuffer piece) throws IOException {
      spool.write(piece.duplicate());
      besides.write(piece);
    }

    @Override
    public void finish() throws IOException {
      besides.finish();
    }

    @Override
    public void abort() {
      besides.abort(); // the spool is closed with the URL's result, or by its next attempt
    }
  }
}
