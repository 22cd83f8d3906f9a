package dev.multifetch.reactive;

import dev.multifetch.BodyHandler;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.client.Batch;
import dev.multifetch.client.Call;
import dev.multifetch.client.Visits;
import dev.multifetch.client.eventloop.EventLoopClient;
import dev.multifetch.frontier.Turn;
import dev.multifetch.frontier.Turn.Begin;
import dev.multifetch.frontier.Turn.Finished;
import dev.multifetch.frontier.Visit;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Moved;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.processors.UnicastProcessor;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;

/// A stream of URLs that becomes a stream of outcomes. No thread waits for an exchange: the event
/// loop that receives the end of a response signals downstream, and asks upstream for the next URL.
/// The caller waits for the first URL to end. `maxInFlight` bounds how many URLs are at work, and
/// the end of `fetchEach` ends them all.
public final class ReactiveFetcher implements Fetcher {

  private final int maxInFlight;
  private final boolean mayWait;
  private final EventLoopClient client;

  public ReactiveFetcher(FetchOptions options) {
    this.maxInFlight = options.maxInFlight();
    this.mayWait = options.bodies().map(BodyHandler::mayWait).orElse(false);
    this.client = new EventLoopClient("reactive", options);
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    var published = UnicastProcessor.<Visit>create();
    var demand = new Demand<Visit>();
    Disposable stream = Disposable.disposed();
    try (Visits visits = client.begin(urls)) {
      stream =
          published
              .<Visit>lift(demand::limit)
              .flatMapSingle(visit -> fetchOne(visits, visit), false, maxInFlight)
              .doOnRequest(demand::forOutcomes)
              .subscribe(_ -> {}, visits::broken);
      for (Turn turn = visits.next(); !(turn instanceof Finished); turn = visits.next()) {
        if (turn instanceof Begin(Visit visit)) {
          published.onNext(visit); // begins at once, or after another
        }
        visits.handOver(turn, onOutcome); // waits here for whichever ends first
      }
    } finally {
      stream.dispose();
    }
  }

  private Single<Next> fetchOne(Visits visits, Visit visit) {
    return Single.using(
        () -> visits.begin(visit),
        call -> fetchOne(call).doOnSuccess(last -> visits.ended(visit, call, last)),
        Call::close);
  }

  /// Fetches each URL that is published. At most `maxInFlight` URLs are at work at once, and no
  /// more URLs begin than the subscriber asks for: if it asks for nothing, no request is sent.
  ///
  /// Each subscription is a batch of its own. Outcomes come in any order, on event loops. If a
  /// time-out, a deadline or [#close] ends a URL, its outcome comes on the thread that ended it. A
  /// subscriber must not block these threads. Cancelling ends all URLs that are at work. The stream
  /// fails only with an error of `urls`, or with an [IllegalStateException] if this fetcher is
  /// closed.
  public Flowable<Outcome> fetch(Publisher<URI> urls) {
    return Flowable.using(
        client::beginWithoutWaiting,
        batch -> outcomes(batch, urls),
        Batch::close,
        false); // cancels before it closes, so that no cancelled URL is signalled
  }

  private Flowable<Outcome> outcomes(Batch batch, Publisher<URI> urls) {
    Demand<URI> demand = new Demand<>();
    AtomicLong begun = new AtomicLong();
    return Flowable.fromPublisher(urls)
        .<URI>lift(demand::limit)
        .flatMapSingle(url -> fetchOne(batch, begun.getAndIncrement(), url), false, maxInFlight)
        .doOnRequest(demand::forOutcomes);
  }

  private Single<Outcome> fetchOne(Batch batch, long index, URI url) {
    return Single.using(
        () -> batch.begin(index, url),
        call -> fetchOne(call).map(_ -> call.outcome()),
        Call::close);
  }

  /// A URL that is ended early, such as by its time-out, has an outcome too.
  private Single<Next> fetchOne(Call call) {
    return ended(call)
        .ambWith(proceed(call, call.start()))
        .onErrorReturn(thrown -> new Done(call.defect(thrown)));
  }

  private static Single<Next> ended(Call call) {
    return Single.create(
        emitter -> call.abortBy(() -> emitter.onSuccess(new Done(call.outcome()))));
  }

  private Single<Next> proceed(Call call, Next next) {
    return switch (next) {
      case Send send -> exchange(call, send).flatMap(then -> proceed(call, then));
      case Moved _, Done _ -> Single.just(next);
    };
  }

  /// Makes a stream of one item of the callback. RxJava throws a fatal error at the event loop, and
  /// its operators do not go on after that. So this code ends the call by itself (R45).
  private Single<Next> exchange(Call call, Send send) {
    return Single.create(
        emitter -> {
          Consumer<Next> then =
              next -> {
                try {
                  emitter.onSuccess(next);
                } catch (Error fatal) {
                  var _ = call.defect(fatal);
                }
              };
          if (mayWait) {
            client.exchange(call, send, ReactiveFetcher::handOver, then);
          } else {
            client.exchange(call, send, BodyStream.takenBy(call), then);
          }
        });
  }

  /// Another thread waits for the disk, for one piece of a body. After that its stream tells the
  /// event loop to read the next piece.
  private static void handOver(Supplier<Step> work, Consumer<Step> back) {
    var _ =
        Single.<Step>create(
                emitter -> Thread.startVirtualThread(() -> emitter.onSuccess(work.get())))
            .subscribe(back::accept);
  }

  @Override
  public void close() {
    client.close();
  }
}
