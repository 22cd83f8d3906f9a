package dev.multifetch.completablefuture;

import dev.multifetch.FetchOptions;
import dev.multifetch.Headers;
import dev.multifetch.Outcome;
import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.UrlFetch;
import dev.multifetch.races.Races;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// A response comes to its end while others end the work: there is one outcome, and what is held
/// open for it is let go of.
class CallRacesTest {

  private static final URI URL = URI.create("http://origin.test/");
  private static final AsyncClient CLIENT = new AsyncClient(FetchOptions.defaults());
  private static final Batch BATCH = CLIENT.begin();

  @AfterAll
  static void close() {
    BATCH.close();
    CLIENT.close();
  }

  @Test
  void thereIsOneOutcomeWhoeverComesFirst() {
    Races.explore(OfCall.class);
  }

  @Test
  void aCallWithoutTurnsIsRejected() {
    Races.reject(OfCallWithoutTurns.class);
  }

  /// Time-out, cancel and response of one URL.
  public static class OfCall {
    private static final ResponseHead EMPTY =
        new ResponseHead(true, 200, Headers.NONE.with("Content-Length", "0"));

    private final Call call =
        new Call(BATCH, new UrlFetch(0, URL, FetchOptions.defaults(), () -> 0));
    private final Set<Outcome> outcomes = ConcurrentHashMap.newKeySet();
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger endings = new AtomicInteger();

    @Operation
    public void timeOut() {
      end(UrlFetch::timedOut);
    }

    @Operation
    public void cancel() {
      end(UrlFetch::cancelled);
    }

    private void end(Function<UrlFetch, Done> how) {
      call.end(how);
      outcomes.add(((Done) call.start()).outcome());
      endings.incrementAndGet();
    }

    @Operation
    public void response() {
      held.incrementAndGet();
      call.onEnd(_ -> held.decrementAndGet());
      Step step = call.head(EMPTY);
      if (step instanceof Done done) {
        outcomes.add(done.outcome());
      }
    }

    @Validate
    public void check() {
      if (outcomes.size() > 1) {
        throw new AssertionError("more than one outcome: " + outcomes);
      }
      if (endings.get() > 0 && held.get() > 0) {
        throw new AssertionError("the work was ended, and a connection is held open for it");
      }
    }
  }

  /// What `Call` would be if an ending looked first and decided then.
  public static class OfCallWithoutTurns {
    private final UrlFetch fetch = new UrlFetch(0, URL, FetchOptions.defaults(), () -> 0);
    private final Set<Outcome> outcomes = ConcurrentHashMap.newKeySet();

    @Operation
    public void timeOut() {
      outcomes.add(fetch.timedOut().outcome());
    }

    @Operation
    public void cancel() {
      outcomes.add(fetch.cancelled().outcome());
    }

    @Validate
    public void check() {
      if (outcomes.size() > 1) {
        throw new AssertionError("more than one outcome: " + outcomes);
      }
    }
  }
}
