package dev.multifetch.reactive;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.client.Batch;
import dev.multifetch.client.Call;
import dev.multifetch.client.eventloop.EventLoopClient;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;

/// A stream of URLs that becomes a stream of outcomes. No thread waits for an exchange: what it
/// brings is signalled downstream, on an event loop. The caller waits for signals to hand over;
/// `maxInFlight` bounds how many URLs are in the stream, and to cancel it ends them all.
public final class ReactiveFetcher implements Fetcher {

  private static final int MOST_WAITING = 1 << 10; // such a buffer is as large from the start

  private final int maxInFlight;
  private final EventLoopClient client;

  public ReactiveFetcher(FetchOptions options) {
    this.maxInFlight = options.maxInFlight();
    this.client = new EventLoopClient(options);
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    try (Batch batch = client.begin()) {
      CallerThread caller = new CallerThread();
      AtomicLong begun = new AtomicLong();
      int waiting = Math.clamp(maxInFlight / 2, 1, MOST_WAITING); // R05: twice that wait
      caller.runUntilEnd(
          Flowable.fromIterable(urls)
              .doOnNext(_ -> caller.runWhatIsThere()) // R03: not only once URLs wait for a slot
              .subscribeOn(caller.now(), true)
              .observeOn(caller.anyThread(), false, waiting)
              .flatMapSingle(
                  url -> fetchOne(batch, begun.getAndIncrement(), url), false, maxInFlight)
              .observeOn(caller.soon(), false, waiting)
              .doOnNext(_ -> caller.checkInterrupt())
              .doOnNext(onOutcome::accept)
              .ignoreElements());
    }
  }

  /// The end of the work before its time is an outcome too, wherever its exchanges are by then.
  private Single<Outcome> fetchOne(Batch batch, long index, URI url) {
    return Single.using(
        () -> batch.begin(index, url),
        call -> ended(call).ambWith(proceed(call, call.start())).onErrorReturn(call::defect),
        Call::close);
  }

  private static Single<Outcome> ended(Call call) {
    return Single.create(
        emitter -> call.abortBy(() -> emitter.onSuccess(call.outcome())));
  }

  private Single<Outcome> proceed(Call call, Next next) {
    return switch (next) {
      case Send send -> exchange(call, send).flatMap(then -> proceed(call, then));
      case Done(Outcome outcome) -> Single.just(outcome);
    };
  }

  /// The callback as a stream of one. What RxJava takes for fatal it throws at the event loop, and
  /// its operators do not go on from there: so it ends the call (R45).
  private Single<Next> exchange(Call call, Send send) {
    return Single.create(
        emitter ->
            client.exchange(
                call,
                send,
                StreamingReceiver.of(call),
                next -> {
                  try {
                    emitter.onSuccess(next);
                  } catch (Error fatal) {
                    var _ = call.defect(fatal);
                  }
                }));
  }

  @Override
  public void close() {
    client.close();
  }

  /// Fetches each URL that is published, at most `maxInFlight` at once and no more than outcomes
  /// are asked for: a subscriber that asks for nothing leads to no request.
  ///
  /// Each subscription is a batch of its own. Outcomes come in any order, on event loops, which a
  /// subscriber must not block; to cancel aborts what is at work. The only errors are those of
  /// `urls`, and [IllegalStateException] if this fetcher is closed.
  public Flowable<Outcome> fetch(Publisher<URI> urls) {
    return Flowable.using(
        client::beginWithoutWaiting,
        batch -> {
          Demand demand = new Demand();
          AtomicLong begun = new AtomicLong();
          return Flowable.fromPublisher(urls)
              .<URI>lift(demand::limit)
              .flatMapSingle(
                  url -> fetchOne(batch, begun.getAndIncrement(), url), false, maxInFlight)
              .doOnRequest(demand::forOutcomes);
        },
        Batch::close,
        false); // first cancel, then close: else what is cancelled would still be signalled
  }
}
