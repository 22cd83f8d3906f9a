package dev.multifetch.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifetch.FetchOptions;
import dev.multifetch.Outcome;
import dev.multifetch.client.Batch;
import dev.multifetch.client.Call;
import dev.multifetch.client.eventloop.EventLoopClient;
import dev.multifetch.conformance.servers.ScriptedConnection;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import io.reactivex.rxjava3.subjects.CompletableSubject;
import io.reactivex.rxjava3.subscribers.TestSubscriber;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// Demand, from the subscriber to the socket.
class BackpressureTest {

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Subscription DONT_CARE =
      new Subscription() {
        @Override
        public void request(long more) {}

        @Override
        public void cancel() {}
      };
  private static final long LARGE = 128L << 20; // bytes: far more than all buffers on the way

  @Test
  void whoAsksForNothingCausesNoRequest() throws Exception {
    var requests = new LinkedBlockingQueue<String>();
    AtomicInteger read = new AtomicInteger();
    try (ScriptedServer origin = answeringAndTelling(requests);
        var fetcher = new ReactiveFetcher(FetchOptions.defaults())) {
      Flowable<URI> urls =
          Flowable.range(0, 100)
              .map(i -> origin.url("/" + i))
              .doOnNext(_ -> read.incrementAndGet());

      TestSubscriber<Outcome> subscriber = fetcher.fetch(urls).test(0);

      assertThat(requests.poll(200, TimeUnit.MILLISECONDS)).as("request nobody asked for").isNull();
      assertThat(read).hasValue(0);
      subscriber.request(3);
      subscriber.awaitCount(3).assertValueCount(3).assertNotComplete();
      assertThat(read).hasValue(3);
      assertThat(origin.requests()).hasSize(3);
      subscriber.cancel();
    }
  }

  @Test
  @Timeout(10) // seconds: less than the `timeout` that would free a slot
  void anErrorOfTheListWaitsForNoSlot() {
    var error = new IllegalStateException("of the list");
    var options = FetchOptions.builder().maxInFlight(4).timeout(Duration.ofMinutes(1));
    try (ScriptedServer origin = ScriptedServer.start(Scripts.silent());
        var fetcher = new ReactiveFetcher(options.build())) {
      Iterable<URI> urls =
          () -> IntStream.range(0, 6).mapToObj(i -> url(origin, i, error)).iterator();

      assertThatThrownBy(() -> fetcher.fetchEach(urls, _ -> {})).isSameAs(error);
    }
  }

  /// Four are at work, the fifth waits for a slot, and instead of the sixth there is an error.
  private static URI url(ScriptedServer origin, int i, RuntimeException error) {
    if (i == 5) {
      throw error;
    }
    return origin.url("/" + i);
  }

  @Test
  void aBodyThatNobodyReadsStopsTheServer() throws Exception {
    AtomicLong written = new AtomicLong();
    try (ScriptedServer origin = sendingLarge(written);
        EventLoopClient client =
            new EventLoopClient("test", FetchOptions.builder().maxBodyBytes(LARGE).build());
        Batch batch = client.beginWithoutWaiting();
        Call call = batch.begin(0, origin.url("/"))) {
      CompletableFuture<Next> next = new CompletableFuture<>();
      TestSubscriber<Integer> pieces = new TestSubscriber<>(0); // which asks for nothing

      client.exchange(call, (Send) call.start(), takenBy(pieces, call), next::complete);

      assertThat(stalledAt(written)).isLessThan(LARGE / 2);
      assertThat(next).isNotDone();
      pieces.request(Long.MAX_VALUE);
      pieces.await();
      assertThat(pieces.values().stream().mapToLong(length -> length).sum()).isEqualTo(LARGE);
      assertThat(written).hasValue(LARGE);
      assertThat(next.get(10, TimeUnit.SECONDS)).isInstanceOf(Done.class);
    }
  }

  /// Hands the lengths of the body's pieces to a subscriber, and keeps none of the body.
  private static BodyStream takenBy(TestSubscriber<Integer> pieces, Call call) {
    return new BodyStream(
        call,
        body -> {
          CompletableSubject ended = CompletableSubject.create();
          body.map(ByteBuffer::remaining).doOnComplete(ended::onComplete).subscribe(pieces);
          return ended.andThen(Single.fromCallable(call::end));
        });
  }

  @Test
  void toCancelClosesTheConnections() throws Exception {
    var held = new LinkedBlockingQueue<ScriptedConnection>();
    try (ScriptedServer origin =
            ScriptedServer.start(
                connection -> {
                  connection.request();
                  held.add(connection);
                  connection.awaitClientClose();
                });
        var fetcher = new ReactiveFetcher(FetchOptions.defaults())) {
      TestSubscriber<Outcome> subscriber =
          fetcher.fetch(Flowable.just(origin.url("/"), origin.url("/"))).test();
      ScriptedConnection one = held.take();
      ScriptedConnection other = held.take();

      subscriber.cancel();

      one.closedByClient(SOON);
      other.closedByClient(SOON);
      subscriber.assertNoValues().assertNotComplete();
    }
  }

  @Test
  void anErrorOfTheUrlsAfterCancelReachesNobody() {
    Queue<Throwable> undeliverable = new ConcurrentLinkedQueue<>();
    RxJavaPlugins.setErrorHandler(undeliverable::add);
    try (var fetcher = new ReactiveFetcher(FetchOptions.defaults())) {
      List<Subscriber<? super URI>> subscribers = new ArrayList<>();
      Publisher<URI> careless = // goes on after cancel(), as rule 3.12 allows for a while
          subscriber -> {
            subscribers.add(subscriber);
            subscriber.onSubscribe(DONT_CARE);
          };
      TestSubscriber<Outcome> outcomes = fetcher.fetch(careless).test();

      outcomes.cancel();
      subscribers.getFirst().onError(new IllegalStateException("too late"));
    } finally {
      RxJavaPlugins.setErrorHandler(null);
    }
    assertThat(undeliverable).isEmpty();
  }

  private static ScriptedServer answeringAndTelling(Queue<String> requests) {
    return ScriptedServer.start(
        connection -> {
          while (true) {
            requests.add(connection.request());
            connection.answer(Scripts.OK);
          }
        });
  }

  private static ScriptedServer sendingLarge(AtomicLong written) {
    byte[] piece = new byte[64 << 10];
    return ScriptedServer.start(
        connection -> {
          connection.request();
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n");
          while (written.get() < LARGE) {
            connection.send(piece);
            written.addAndGet(piece.length);
          }
          connection.awaitClientClose();
        });
  }

  /// How far the server has come when it comes no further.
  private static long stalledAt(AtomicLong written) throws InterruptedException {
    long before;
    do {
      before = written.get();
      Thread.sleep(300); // a stall has no event to wait for
    } while (written.get() > before || before == 0);
    return before;
  }
}
