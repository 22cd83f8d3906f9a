package dev.multifetch.client;

import dev.multifetch.Outcome;
import dev.multifetch.frontier.Frontier;
import dev.multifetch.frontier.Source;
import dev.multifetch.frontier.Turn;
import dev.multifetch.frontier.Turn.Begin;
import dev.multifetch.frontier.Turn.Wait;
import dev.multifetch.frontier.Visit;
import dev.multifetch.http.Origin;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Moved;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/// The visits of one `fetchEach`, as its caller sees them: which visits may begin, which have
/// ended, and the wait for the first to end.
///
/// Only the caller's thread calls [#next], [#handOver] and [#close]. Visits begin and end on any
/// thread.
public final class Visits implements AutoCloseable {

  /// News for which the caller waits.
  private sealed interface News {

    record Ended(Visit visit, Call call, Next how) implements News {}

    record NotBegun(Visit visit, Outcome outcome) implements News {}

    record Broken(Throwable cause) implements News {}

    /// Something else has changed, so the caller should ask again.
    enum Changed implements News {
      ASK_AGAIN
    }
  }

  /// A call that goes on at another origin.
  private record Paused(Call call, long since) {}

  private final Source source;
  private final Batch batch;
  private final FileBacklog backlog = new FileBacklog();
  private final Frontier frontier;
  private final OutcomeQueue<News> news;
  private final Map<Long, Paused> paused = new ConcurrentHashMap<>();

  /// Begins a batch.
  ///
  /// @param window how many visits may have begun and not been handed over
  /// @param enough outcomes to wake the caller for
  public Visits(Batches batches, Iterable<URI> urls, int window, int enough) {
    this.source = Source.of(urls);
    this.news = new OutcomeQueue<>(enough);
    source.onMore(this::askAgain);
    this.batch = batches.begin(); // last: after this, no code of the caller can throw
    this.frontier = batch.frontier(source, backlog, window);
    batch.onEnd(this::askAgain);
  }

  private void askAgain() {
    news.add(News.Changed.ASK_AGAIN);
  }

  /// Says what to do next.
  ///
  /// @throws InterruptedException if the calling thread has been interrupted (R36)
  public Turn next() throws InterruptedException {
    throwIfInterrupted();
    if (!batch.isEnding()) {
      return frontier.next();
    }
    frontier.release();
    Turn turn = frontier.next();
    if (turn instanceof Begin(Visit visit)) {
      run(visit, Call::start); // it ends here: the model need not find a thread or a slot for it
      return new Wait(batch.now()); // only to hand it over
    }
    return turn;
  }

  /// Hands over the visits that have ended. If the turn says to wait, the caller waits here, for
  /// the first visit to end.
  public void handOver(Turn turn, Consumer<? super Outcome> onOutcome) throws InterruptedException {
    News next = turn instanceof Wait(long until) ? news.take(until - batch.now()) : news.poll();
    for (; next != null; next = news.poll()) {
      throwIfInterrupted(); // R36: check each time, because outcomes may never stop
      switch (next) {
        case News.Ended(Visit visit, Call call, Next how) -> end(visit, call, how, onOutcome);
        case News.NotBegun(Visit visit, Outcome outcome) ->
            frontier.ended(visit, outcome).ifPresent(onOutcome);
        case News.Broken(Error error) -> throw error;
        case News.Broken(Throwable cause) -> throw new IllegalStateException(cause);
        case News.Changed _ -> {}
      }
    }
  }

  private void end(Visit visit, Call call, Next how, Consumer<? super Outcome> onOutcome) {
    switch (how) {
      case Done(Outcome outcome) ->
          frontier.ended(visit, outcome).ifPresentOrElse(onOutcome, call::discard);
      case Moved(Origin to, URI onward) -> move(visit, to, onward);
      case Send send -> throw new IllegalStateException("ended before it sent " + send);
    }
  }

  private void move(Visit visit, Origin to, URI onward) {
    if (source.takes(visit.index(), visit.url(), onward)) {
      paused.remove(visit.index());
      frontier.taken(visit);
    } else {
      frontier.moved(visit, to);
    }
  }

  /// Begins a visit, or goes on with a visit that comes from another origin.
  public Call begin(Visit visit) {
    Paused before = paused.remove(visit.index());
    return before == null
        ? batch.begin(visit)
        : batch.resume(before.call(), batch.now() - before.since());
  }

  /// A visit has ended: its call is over, or will go on at another origin.
  public void ended(Visit visit, Call call, Next how) {
    try {
      call.close();
      if (how instanceof Moved) {
        paused.put(visit.index(), new Paused(call, batch.now()));
      }
      news.add(new News.Ended(visit, call, how));
    } catch (Throwable defect) { // such as OutOfMemoryError: a callback has no caller to catch it
      notBegun(visit, defect);
    }
  }

  /// A visit could not begin, for example because memory ran out (R45).
  public void notBegun(Visit visit, Throwable cause) {
    Outcome outcome = batch.notBegun(visit.index(), visit.url(), cause);
    news.add(new News.NotBegun(visit, outcome));
  }

  /// Runs a visit on this thread, from its beginning to its end.
  public void run(Visit visit, Function<Call, Next> work) {
    try {
      Call call = begin(visit);
      ended(visit, call, work.apply(call));
    } catch (Throwable defect) {
      notBegun(visit, defect);
    }
  }

  /// Runs a visit on a thread of the executor, and returns at once. If there can be no thread, the
  /// visit ends (R45).
  public void runOn(Executor executor, Visit visit, Function<Call, Next> work) {
    try {
      executor.execute(() -> run(visit, work));
    } catch (Throwable noThread) { // OutOfMemoryError, in most cases
      notBegun(visit, noThread);
    }
  }

  /// Nothing can go on. The next [#handOver] throws this.
  public void broken(Throwable cause) {
    news.add(new News.Broken(cause));
  }

  /// Ends the visits that are still at work.
  @Override
  public void close() {
    batch.close();
    batch.awaitWriters();
    backlog.close();
  }

  private static void throwIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
