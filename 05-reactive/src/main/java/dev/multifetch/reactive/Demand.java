package dev.multifetch.reactive;

import io.reactivex.rxjava3.core.FlowableSubscriber;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// Asks for no more URLs than outcomes are asked for. `flatMap` alone would ask for as many as it
/// has slots, and begin them, before anybody wants a single outcome.
final class Demand {

  private @Nullable Subscription urls; // guarded by this
  private long outcomesWanted; // guarded by this
  private long slotsOffered; // guarded by this
  private long urlsWanted; // guarded by this

  /// The subscriber downstream wants more outcomes.
  void forOutcomes(long more) {
    update(more, 0);
  }

  /// Limits what is asked of URLs to what both want, the slots and the subscriber.
  Subscriber<URI> limit(Subscriber<? super URI> slots) {
    return new FlowableSubscriber<>() {
      private volatile boolean cancelled;

      @Override
      public void onSubscribe(Subscription upstream) {
        synchronized (Demand.this) {
          urls = upstream;
        }
        slots.onSubscribe(
            new Subscription() {
              @Override
              public void request(long more) {
                update(0, more);
              }

              @Override
              public void cancel() {
                cancelled = true;
                cancelUrls();
              }
            });
      }

      @Override
      public void onNext(URI url) {
        try {
          slots.onNext(url);
        } catch (Error fatal) { // R45: whoever publishes is not the one who waits
          cancelUrls();
          slots.onError(fatal);
        }
      }

      @Override
      public void onError(Throwable failure) {
        if (!cancelled) { // else nobody is left to tell, and RxJava would tell the whole JVM
          slots.onError(failure);
        }
      }

      @Override
      public void onComplete() {
        slots.onComplete();
      }
    };
  }

  private void cancelUrls() {
    Subscription upstream;
    synchronized (this) {
      upstream = urls;
    }
    if (upstream != null) {
      upstream.cancel();
    }
  }

  private void update(long outcomes, long slots) {
    Subscription upstream;
    long more;
    synchronized (this) {
      outcomesWanted = sum(outcomesWanted, outcomes);
      slotsOffered = sum(slotsOffered, slots);
      upstream = urls;
      more = upstream == null ? 0 : Math.min(outcomesWanted, slotsOffered) - urlsWanted;
      urlsWanted += more;
    }
    if (upstream != null && more > 0) {
      upstream.request(more);
    }
  }

  private static long sum(long a, long b) {
    return a + b < 0 ? Long.MAX_VALUE : a + b; // which stands for no limit
  }
}
