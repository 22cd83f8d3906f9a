package dev.multifetch.reactive;

import static java.util.Objects.requireNonNull;

import io.reactivex.rxjava3.core.FlowableSubscriber;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// Asks for no more URLs, or visits, than the subscriber downstream asks for outcomes. `flatMap`
/// alone would ask for one URL for each of its slots, and begin them, although nobody has asked for
/// an outcome yet.
final class Demand<T> implements FlowableSubscriber<T>, Subscription {

  private volatile @Nullable Subscriber<? super T> slots;
  private volatile @Nullable Subscription urls;
  private volatile boolean cancelled;

  // Guarded by this: different threads ask for outcomes and for slots.
  private long outcomesWanted;
  private long slotsOffered;
  private long urlsWanted;

  /// Puts this object between the URLs and the slots, where it limits the demand for URLs.
  Subscriber<T> limit(Subscriber<? super T> slots) {
    this.slots = slots;
    return this;
  }

  /// The subscriber downstream wants more outcomes.
  void forOutcomes(long more) {
    update(more, 0);
  }

  /// There are more slots.
  @Override
  public void request(long more) {
    update(0, more);
  }

  private void update(long outcomes, long slots) {
    long more;
    synchronized (this) {
      outcomesWanted = sum(outcomesWanted, outcomes);
      slotsOffered = sum(slotsOffered, slots);
      more = Math.min(outcomesWanted, slotsOffered) - urlsWanted;
      urlsWanted += more;
    }
    if (more > 0) {
      requireNonNull(urls).request(more);
    }
  }

  private static long sum(long a, long b) {
    return a + b < 0 ? Long.MAX_VALUE : a + b; // the greatest number means no limit
  }

  @Override
  public void cancel() {
    cancelled = true;
    requireNonNull(urls).cancel();
  }

  @Override
  public void onSubscribe(Subscription upstream) {
    urls = upstream; // before anybody downstream can ask for more
    slots().onSubscribe(this);
  }

  @Override
  public void onNext(T url) {
    try {
      slots().onNext(url);
    } catch (Error fatal) { // R45: another thread waits, and this one must tell it
      cancel();
      slots().onError(fatal);
    }
  }

  @Override
  public void onError(Throwable failure) {
    if (!cancelled) { // after that RxJava would report the failure to the whole JVM
      slots().onError(failure);
    }
  }

  @Override
  public void onComplete() {
    slots().onComplete();
  }

  private Subscriber<? super T> slots() {
    return requireNonNull(slots, "a limit");
  }
}
