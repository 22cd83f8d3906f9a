package dev.multifetch.reactive;

import static java.util.Objects.requireNonNull;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.client.Batch;
import dev.multifetch.client.Call;
import dev.multifetch.client.OutcomeQueue;
import dev.multifetch.client.eventloop.EventLoopClient;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Notification;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.exceptions.Exceptions;
import io.reactivex.rxjava3.processors.UnicastProcessor;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;

/// A stream of URLs that becomes a stream of outcomes. No thread waits for an exchange: the event
/// loop that receives its end signals downstream, and asks upstream for the next URL. The caller
/// waits for whichever URL ends first; `maxInFlight` bounds how many there are, and the end of
/// `fetchEach` ends them all.
public final class ReactiveFetcher implements Fetcher {

  private final int maxInFlight;
  private final EventLoopClient client;

  public ReactiveFetcher(FetchOptions options) {
    this.maxInFlight = options.maxInFlight();
    this.client = new EventLoopClient(options);
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    var published = UnicastProcessor.<URI>create();
    var outcomes = new OutcomeQueue<Notification<Outcome>>(maxInFlight / 2);
    Disposable stream = Disposable.disposed();
    try (Batch batch = client.begin()) {
      stream = outcomes(batch, published).materialize().subscribe(outcomes::add);
      long read = 0;
      long delivered = 0;
      for (URI url : urls) {
        published.onNext(requireNonNull(url, "a URL")); // begins at once, or after another
        read++;
        boolean full = read - delivered == 2L * maxInFlight; // R05: as many wait as are at work
        var next = full ? outcomes.take() : outcomes.poll();
        for (; next != null; next = outcomes.poll()) {
          if (Thread.interrupted()) { // R36: there may always be another outcome
            throw new InterruptedException();
          }
          onOutcome.accept(valueOf(next));
          delivered++;
        }
      }
      for (; delivered < read; delivered++) {
        onOutcome.accept(valueOf(outcomes.take()));
      }
    } finally {
      stream.dispose();
    }
  }

  /// The only error of this stream is one that RxJava takes for fatal (R45).
  private static Outcome valueOf(Notification<Outcome> signal) {
    if (signal.getError() != null) {
      throw Exceptions.propagate(signal.getError());
    }
    return requireNonNull(signal.getValue());
  }

  /// Fetches each URL that is published, at most `maxInFlight` at once and no more than outcomes
  /// are asked for: a subscriber that asks for nothing leads to no request.
  ///
  /// Each subscription is a batch of its own. Outcomes come in any order, on event loops, which a
  /// subscriber must not block. Cancelling aborts what is at work. The only errors are those of
  /// `urls`, and [IllegalStateException] if this fetcher is closed.
  public Flowable<Outcome> fetch(Publisher<URI> urls) {
    return Flowable.using(
        client::beginWithoutWaiting,
        batch -> outcomes(batch, urls),
        Batch::close,
        false); // first cancel, then close: else what is cancelled would still be signalled
  }

  private Flowable<Outcome> outcomes(Batch batch, Publisher<URI> urls) {
    Demand demand = new Demand();
    AtomicLong begun = new AtomicLong();
    return Flowable.fromPublisher(urls)
        .<URI>lift(demand::limit)
        .flatMapSingle(url -> fetchOne(batch, begun.getAndIncrement(), url), false, maxInFlight)
        .doOnRequest(demand::forOutcomes);
  }

  /// The end of the work before its time is an outcome too, wherever its exchanges are by then.
  private Single<Outcome> fetchOne(Batch batch, long index, URI url) {
    return Single.using(
        () -> batch.begin(index, url),
        call -> ended(call).ambWith(proceed(call, call.start())).onErrorReturn(call::defect),
        Call::close);
  }

  private static Single<Outcome> ended(Call call) {
    return Single.create(emitter -> call.abortBy(() -> emitter.onSuccess(call.outcome())));
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
                BodyStream.takenBy(call),
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
}
