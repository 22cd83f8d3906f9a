package dev.multifetch.http;

import static dev.multifetch.FailureKind.CANCELLED;
import static dev.multifetch.FailureKind.INTERNAL;
import static dev.multifetch.FailureKind.TIMED_OUT;
import static dev.multifetch.FailureKind.TOO_LARGE;
import static dev.multifetch.FailureKind.WRITE_FAILED;
import static dev.multifetch.http.Dialogue.failed;
import static dev.multifetch.http.Dialogue.fetched;
import static dev.multifetch.http.Dialogue.head;
import static dev.multifetch.http.Dialogue.piece;
import static dev.multifetch.http.Dialogue.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifetch.BodyHandler;
import dev.multifetch.BodyHandler.Response;
import dev.multifetch.BodyWriter;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Headers;
import dev.multifetch.http.Step.Receive;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What another thread does while a writer waits happens here inside of the writer: it has its turn
/// then.
class WrittenBodyTest {

  private static final URI URL = URI.create("http://a.example/");
  private static final Response RESPONSE = new Response(0, URL, URL, 200, Headers.NONE);

  private final List<String> events = new ArrayList<>();
  private final WrittenBody body = new WrittenBody(5, this::open, RESPONSE);

  private Runnable meanwhile = () -> {};
  private String waiting = "";

  private final class Noting implements BodyWriter {
    @Override
    public void write(ByteBuffer piece) throws IOException {
      note("write " + piece.remaining());
    }

    @Override
    public void finish() throws IOException {
      note("finish");
    }

    @Override
    public void abort() {
      events.add("abort");
    }
  }

  private BodyWriter open(Response response) throws IOException {
    note("open");
    return new Noting();
  }

  private void note(String event) throws IOException {
    events.add(event);
    if (event.startsWith(waiting) && !waiting.isEmpty()) {
      meanwhile.run();
    }
    if (event.startsWith("write 3")) {
      throw new IOException("disk full");
    }
  }

  private void during(String event, Runnable action) {
    waiting = event;
    meanwhile = action;
  }

  @Test
  void aWriterIsOpenedForTheFirstByteOrTheEnd() throws FetchException {
    assertThat(events).isEmpty();
    body.accept(piece("a"));
    assertThat(events).containsExactly("open", "write 1");

    new WrittenBody(5, this::open, RESPONSE).end();
    assertThat(events).endsWith("open", "finish");
  }

  @Test
  void aBodyThatIsWholeIsNotAborted() throws FetchException {
    body.accept(piece("ab"));
    body.end();
    body.release();

    assertThat(events).containsExactly("open", "write 2", "finish");
    assertThat(body.size()).isEqualTo(2);
    assertThat(body.bytes()).isEmpty();
  }

  @Test
  void oneByteTooManyIsNotWritten() throws FetchException {
    body.accept(piece("ab"));

    fails(() -> body.accept(piece("abcd")), TOO_LARGE);

    assertThat(events).containsExactly("open", "write 2");
  }

  @Test
  void aBodyThatIsReleasedWhileItOpensIsAborted() {
    during("open", body::release);

    fails(() -> body.accept(piece("a")), CANCELLED);

    assertThat(events).containsExactly("open", "abort");
  }

  @Test
  void aBodyThatIsReleasedWhileItWritesIsAborted() {
    during("write", body::release);

    fails(() -> body.accept(piece("a")), CANCELLED);
    fails(body::end, CANCELLED);

    assertThat(events).startsWith("open", "write 1", "abort").doesNotContain("finish");
  }

  @Test
  void aBodyThatIsReleasedWhileItIsFinishedIsAborted() {
    during("finish", body::release);

    fails(body::end, CANCELLED);

    assertThat(events).startsWith("open", "finish", "abort");
  }

  @Test
  void aWriterThatThrowsSaysWhy() {
    fails(() -> body.accept(piece("abc")), WRITE_FAILED, "not written: disk full");
  }

  @Test
  void aWriterWithADefectSaysWhich() {
    during(
        "finish",
        () -> {
          throw new IllegalStateException("never closed");
        });

    fails(body::end, INTERNAL, "java.lang.IllegalStateException: never closed");
  }

  @Test
  void anEmptyBodyThatMayWaitIsNotEndedByItsHead() {
    UrlFetch fetch = started("http://a.example/", to(this::open));

    assertThat(fetch.head(head(200, "Content-Length: 0"))).isEqualTo(Receive.MORE);
    assertThat(fetch.mayWait()).isTrue();
    assertThat(events).isEmpty();
  }

  @Test
  void anEmptyBodyThatNeverWaitsIsEndedByItsHead() {
    UrlFetch fetch = started("http://a.example/", to(BodyHandler.discarding()));

    assertThat(fetched(fetch.head(head(200, "Content-Length: 0"))).bodyBytes()).isZero();
    assertThat(fetch.mayWait()).isFalse();
  }

  @Test
  void r25_aLengthOverTheLimitOpensNoWriter() {
    UrlFetch fetch = started("http://a.example/", to(this::open));

    assertThat(failed(fetch.head(head(200, "Content-Length: 6"))).kind()).isEqualTo(TOO_LARGE);
    assertThat(events).isEmpty();
  }

  @Test
  void whatAnAttemptHasWrittenIsDiscardedThoughItIsWhole() {
    UrlFetch fetch = started("http://a.example/", to(this::open));
    fetch.discard(); // there is no body yet
    fetch.head(head(503, "Content-Length: 0"));
    fetched(fetch.end());

    fetch.discard();

    assertThat(events).containsExactly("open", "finish", "abort");
  }

  private static FetchOptions to(BodyHandler bodies) {
    return FetchOptions.builder().maxBodyBytes(5).bodies(bodies).build();
  }

  /// R45: what the caller's writer throws then is not what became of the URL.
  @Test
  void anAbortThatThrowsIsNoOutcome() {
    FetchOptions options = FetchOptions.builder().bodies(_ -> new BadlyAborted()).build();
    UrlFetch fetch = started("http://a.example/", options);
    fetch.head(head(200, "Content-Length: 10"));
    fetch.body(piece("first"));

    assertThatThrownBy(fetch::timedOut).hasMessage("on purpose");

    assertThat(failed(fetch.cancelled()).kind()).isEqualTo(TIMED_OUT);
  }

  private static final class BadlyAborted implements BodyWriter {
    @Override
    public void write(ByteBuffer piece) {}

    @Override
    public void finish() {}

    @Override
    public void abort() {
      throw new IllegalStateException("on purpose");
    }
  }

  private static void fails(ThrowingCallable telling, FailureKind kind) {
    assertThatThrownBy(telling)
        .isInstanceOfSatisfying(
            FetchException.class, thrown -> assertThat(thrown.kind()).isEqualTo(kind));
  }

  private static void fails(ThrowingCallable telling, FailureKind kind, String message) {
    fails(telling, kind);
    assertThatThrownBy(telling).hasMessage(message);
  }
}
