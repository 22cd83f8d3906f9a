package dev.multifetch.conformance.reference;

import dev.multifetch.BodyHandler;
import dev.multifetch.BodyWriter;
import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Headers;
import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.frontier.Visit;
import dev.multifetch.http.Request;
import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// R56 to R60, broken.
final class BrokenWriters {

  private BrokenWriters() {}

  static Stream<Broken> all() {
    return Stream.of(places(), waits(), ends(), stalls(), codings()).flatMap(stream -> stream);
  }

  private static Function<FetchOptions, Fetcher> handing(UnaryOperator<BodyHandler> wrongly) {
    return options ->
        new ReferenceFetcher(options) {
          @Override
          Optional<BodyHandler> bodies() {
            return super.bodies().map(wrongly);
          }
        };
  }

  private static Function<FetchOptions, Fetcher> writing(UnaryOperator<BodyWriter> wrongly) {
    return handing(bodies -> response -> wrongly.apply(bodies.open(response)));
  }

  private static Stream<Broken> places() {
    return Stream.of(
        Broken.by(
            Rule.R56,
            "shows-what-it-has",
            "the file of half a body",
            handing(bodies -> response -> new Growing(bodies, response))),
        Broken.by(
            Rule.R56,
            "half-is-better-than-nothing",
            "of an earlier run",
            writing(
                writer ->
                    new Passing(writer) {
                      @Override
                      public void abort() {
                        try {
                          finish();
                        } catch (IOException e) {
                          throw new UncheckedIOException(e);
                        }
                      }
                    })),
        Broken.by(
            Rule.R56,
            "leaves-the-temporary-file",
            "files in the folder",
            writing(
                writer ->
                    new Passing(writer) {
                      @Override
                      public void abort() {}
                    })),
        Broken.by(
            Rule.R56,
            "keeps-what-is-tried-again",
            "files in the folder",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  void discard(Work work) {}
                }),
        Broken.by(
            Rule.R56,
            "opens-at-the-first-byte",
            "file after 200 OK",
            handing(bodies -> response -> new AtTheFirstByte(bodies, response))),
        Broken.by(
            Rule.R56,
            "asks-for-redirects-too",
            "responses that the handler was asked for",
            options ->
                new ReferenceFetcher(
                    new Codec(options) {
                      @Override
                      ResponseHead shown(ResponseHead head, Request request) {
                        if (head.status() == 302) {
                          ask(options.bodies().orElseThrow(), head);
                        }
                        return head;
                      }
                    })),
        Broken.by(
            Rule.R56,
            "passes-on-what-is-coded",
            "length of the decoded body",
            options ->
                new ReferenceFetcher(
                    new Codec(options) {
                      @Override
                      ResponseHead shown(ResponseHead head, Request request) {
                        Headers plain =
                            head.headers().without(n -> n.equalsIgnoreCase("Content-Encoding"));
                        return new ResponseHead(head.http11(), head.status(), plain);
                      }
                    })));
  }

  private static void ask(BodyHandler bodies, ResponseHead head) {
    try {
      URI nowhere = URI.create("http://nowhere.test/");
      bodies.open(new BodyHandler.Response(0, nowhere, nowhere, head.status(), head.headers()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Broken> waits() {
    return Stream.of(
        Broken.by(
            Rule.R57,
            "queues-what-is-not-written",
            "bytes sent while nothing is written",
            writing(Queued::new)),
        Broken.by(
            Rule.R57,
            "one-writer-at-a-time",
            "next outcome within",
            options -> {
              Lock one = new ReentrantLock();
              return writing(writer -> new OneAtATime(writer, one)).apply(options);
            }));
  }

  private static Stream<Broken> ends() {
    return Stream.of(
        Broken.by(
            Rule.R58,
            "a-full-disk-is-a-defect",
            "INTERNAL",
            writing(
                writer ->
                    new Passing(writer) {
                      @Override
                      public void write(ByteBuffer piece) {
                        try {
                          to.write(piece);
                        } catch (IOException e) {
                          throw new UncheckedIOException(e);
                        }
                      }
                    })),
        Broken.by(
            Rule.R58,
            "a-full-disk-is-the-end",
            "No space left on device",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  Next fetchOne(Works works, Visit visit) {
                    Next next = super.fetchOne(works, visit);
                    if (next instanceof Done(Failed failed)
                        && failed.kind() == FailureKind.WRITE_FAILED) {
                      throw new IllegalStateException(failed.detail());
                    }
                    return next;
                  }
                }),
        Broken.by(
            Rule.R58,
            "waits-for-its-writer",
            "next outcome within",
            writing(
                writer ->
                    new Passing(writer) {
                      @Override
                      public void abort() {}
                    })),
        Broken.by(
            Rule.R58,
            "forgets-the-writer-that-threw",
            "the writer was aborted",
            writing(Forgotten::new)));
  }

  private static Stream<Broken> stalls() {
    return Stream.of(
        Broken.by(
            Rule.R59, "never-stalls", "next outcome within", stalling((_, _) -> Duration.ZERO)),
        Broken.by(
            Rule.R59,
            "takes-its-writer-for-a-server",
            "should have worked",
            stalling((work, _) -> Duration.ofNanos(System.nanoTime() - work.lastHeard))),
        Broken.by(
            Rule.R59,
            "counts-from-the-beginning",
            "should have worked",
            stalling((_, began) -> Duration.ofNanos(System.nanoTime() - began))));
  }

  private static Function<FetchOptions, Fetcher> stalling(
      BiFunction<Work, Long, Duration> silence) {
    return options ->
        new ReferenceFetcher(options) {
          private final Map<Work, Long> began = new ConcurrentHashMap<>();

          @Override
          Duration silence(Work work) {
            return silence.apply(work, began.computeIfAbsent(work, _ -> System.nanoTime()));
          }
        };
  }

  private static Stream<Broken> codings() {
    return Stream.of(
        Broken.by(
            Rule.R60,
            "decodes-all-the-same",
            "body of an archive",
            options -> new ReferenceFetcher(new BrokenResponses.OwnGunzip(options))),
        Broken.by(
            Rule.R60,
            "offers-gzip-all-the-same",
            "request for a body as it is",
            options ->
                new ReferenceFetcher(
                    new Codec(options) {
                      @Override
                      String head(Request request) {
                        return super.head(request)
                            .replace("Accept-Encoding: identity", "Accept-Encoding: gzip");
                      }
                    })));
  }

  /// Finishes a file after each piece, with all that has come so far.
  private static final class Growing implements BodyWriter {
    private final BodyHandler bodies;
    private final BodyHandler.Response response;
    private final ByteArrayOutputStream soFar = new ByteArrayOutputStream();

    Growing(BodyHandler bodies, BodyHandler.Response response) {
      this.bodies = bodies;
      this.response = response;
    }

    @Override
    public void write(ByteBuffer piece) throws IOException {
      byte[] bytes = new byte[piece.remaining()];
      piece.get(bytes);
      soFar.writeBytes(bytes);
      finish();
    }

    @Override
    public void finish() throws IOException {
      BodyWriter writer = bodies.open(response);
      writer.write(ByteBuffer.wrap(soFar.toByteArray()));
      writer.finish();
    }

    @Override
    public void abort() {}
  }

  private static final class AtTheFirstByte implements BodyWriter {
    private final BodyHandler bodies;
    private final BodyHandler.Response response;
    private @Nullable BodyWriter writer;

    AtTheFirstByte(BodyHandler bodies, BodyHandler.Response response) {
      this.bodies = bodies;
      this.response = response;
    }

    @Override
    public void write(ByteBuffer piece) throws IOException {
      if (writer == null) {
        writer = bodies.open(response);
      }
      writer.write(piece);
    }

    @Override
    public void finish() throws IOException {
      if (writer != null) {
        writer.finish();
      }
    }

    @Override
    public void abort() {
      if (writer != null) {
        writer.abort();
      }
    }
  }

  /// Leaves each piece to a thread of its own, and asks for the next one.
  private static final class Queued extends Passing {
    private final ExecutorService thread =
        Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());

    Queued(BodyWriter to) {
      super(to);
    }

    @Override
    public void write(ByteBuffer piece) {
      ByteBuffer copy = ByteBuffer.allocate(piece.remaining()).put(piece).flip();
      var _ =
          thread.submit(
              () -> {
                to.write(copy);
                return copy;
              });
    }

    @Override
    public void finish() throws IOException {
      thread.close();
      to.finish();
    }

    @Override
    public void abort() {
      to.abort();
      thread.shutdown();
    }
  }

  private static final class OneAtATime extends Passing {
    private final Lock one;

    OneAtATime(BodyWriter to, Lock one) {
      super(to);
      this.one = one;
    }

    @Override
    public void write(ByteBuffer piece) throws IOException {
      one.lock();
      try {
        to.write(piece);
      } finally {
        one.unlock();
      }
    }
  }

  /// What has thrown is over, it believes.
  private static final class Forgotten extends Passing {
    private boolean threw;

    Forgotten(BodyWriter to) {
      super(to);
    }

    @Override
    public void write(ByteBuffer piece) throws IOException {
      threw = true;
      to.write(piece);
      threw = false;
    }

    @Override
    public void abort() {
      if (!threw) {
        to.abort();
      }
    }
  }
}
