package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.CANCELLED;
import static dev.multifetch.FailureKind.DEADLINE;
import static dev.multifetch.FailureKind.TIMED_OUT;
import static dev.multifetch.FailureKind.UNKNOWN_HOST;
import static dev.multifetch.conformance.servers.Scripts.OK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.servers.HangingLookup;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import dev.multifetch.conformance.servers.TestHosts;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// R10: from a name to its addresses.
public interface NameRules {

  @Test
  default void r10_aLookupThatThrowsWhateverItLikesIsUnknownHost(Lab lab) throws Exception {
    String name =
        TestHosts.of(
            () -> {
              throw new IllegalStateException("the resolver has a defect");
            });
    Lab.failed(lab.fetch(URI.create("http://" + name + "/")), UNKNOWN_HOST); // as the JDK has it
  }

  @Test
  default void r10_aSlowLookupIsAwaited(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    HangingLookup slow = lab.hangingLookup();
    Running running = lab.start(lab.open(), List.of(server.url(TestHosts.of(slow), "/")));
    slow.awaitAsked();

    slow.close();

    Lab.fetched(running.next());
  }

  @Test
  default void r10_aLookupThatHangsTimesOut(Lab lab) throws Exception {
    Outcome outcome =
        lab.fetch(
            lab.options().timeout(TimeRules.SHORT),
            URI.create("http://" + TestHosts.of(lab.hangingLookup()) + "/"));

    Lab.failed(outcome, TIMED_OUT);
    assertThat(Duration.ofNanos(outcome.timing().finished() - outcome.timing().started()))
        .as("time until a lookup was given up")
        .isBetween(TimeRules.SHORT, TimeRules.SHORT.plus(Lab.PROMPTLY));
  }

  @Test
  default void r10_aLookupThatHangsHoldsUpNoOtherHost(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    FetchOptions.Builder options =
        lab.options().timeout(TimeRules.SHORT.multipliedBy(3)).maxInFlight(carriers() + 2);
    int hanging = lab.concurrency(options) - 1; // 0 if URLs come one after another
    List<URI> urls = new ArrayList<>();
    for (int i = 0; i < hanging; i++) {
      urls.add(URI.create("http://" + TestHosts.of(lab.hangingLookup()) + "/"));
    }
    urls.add(server.url(TestHosts.of("127.0.0.1"), "/"));

    Running running = lab.start(lab.open(options), urls);

    Lab.fetched(running.next(Duration.ofSeconds(5))); // before any of the others has timed out
  }

  /// How many virtual threads of this JVM can run at once.
  private static int carriers() {
    int cores = Runtime.getRuntime().availableProcessors();
    return Integer.getInteger("jdk.virtualThreadScheduler.parallelism", cores);
  }

  @Test
  default void r10_afterALookupThatHungTheNextHostIsFetched(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    Fetcher fetcher =
        lab.open(lab.options().maxInFlight(1).timeout(TimeRules.SHORT.multipliedBy(2)));
    URI hanging = URI.create("http://" + TestHosts.of(lab.hangingLookup()) + "/");

    List<Outcome> outcomes =
        fetcher.fetchAll(List.of(hanging, server.url(TestHosts.of("127.0.0.1"), "/"), hanging));

    Lab.failed(outcomes.get(0), TIMED_OUT);
    Lab.fetched(outcomes.get(1));
    Lab.failed(outcomes.get(2), TIMED_OUT);
  }

  @Test
  default void r10_theDeadlineEndsALookupThatHangs(Lab lab) throws Exception {
    Fetcher fetcher = lab.open(lab.options().deadline(TimeRules.SHORT));
    long began = System.nanoTime();
    List<Outcome> outcomes =
        fetcher.fetchAll(List.of(URI.create("http://" + TestHosts.of(lab.hangingLookup()) + "/")));
    Lab.failed(outcomes.getFirst(), DEADLINE);
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .as("time that the call took")
        .isBetween(TimeRules.SHORT, TimeRules.SHORT.plus(Lab.PROMPTLY));
  }

  @Test
  default void r10_closeEndsALookupThatHangs(Lab lab) throws Exception {
    HangingLookup lookup = lab.hangingLookup();
    Fetcher fetcher = lab.open();
    Running running =
        lab.start(fetcher, List.of(URI.create("http://" + TestHosts.of(lookup) + "/")));
    lookup.awaitAsked();

    fetcher.close();

    assertThat(running.ended(Lab.PROMPTLY)).as("what fetchEach threw").isEmpty();
    Lab.failed(running.next(), CANCELLED);
  }

  @Test
  default void r10_aTemporaryFailureIsNoLastingOne(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    AtomicInteger asked = new AtomicInteger();
    String name =
        TestHosts.of(
            () -> {
              if (asked.incrementAndGet() == 1) {
                throw new UnknownHostException("Temporary failure in name resolution");
              }
              return List.of(InetAddress.ofLiteral("127.0.0.1"));
            });

    List<Outcome> outcomes = lab.open().fetchAll(Collections.nCopies(8, server.url(name, "/")));

    assertThat(outcomes).allSatisfy(Lab::fetched);
  }

  @Test
  default void r10_aTemporaryFailureIsCalledSo(Lab lab) throws Exception {
    String name =
        TestHosts.of(
            () -> {
              throw new UnknownHostException("Temporary failure in name resolution");
            });
    URI url = URI.create("http://" + name + "/");
    assertThat(lab.open(lab.options().maxInFlight(1)).fetchAll(List.of(url, url)))
        .extracting(outcome -> Lab.failed(outcome, UNKNOWN_HOST).detail().toLowerCase(Locale.ROOT))
        .allSatisfy(detail -> assertThat(detail).contains("temporary"));
  }

  @Test
  default void r10_aNameThatDoesNotExistIsAskedForOnce(Lab lab) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    String name =
        TestHosts.of(
            () -> {
              asked.incrementAndGet();
              throw new UnknownHostException("Name or service not known");
            });
    Lab.failed(lab.fetch(URI.create("http://" + name + "/")), UNKNOWN_HOST);
    assertThat(asked).as("lookups of a name that does not exist").hasValue(1);
  }

  @Test
  default void r10_closeEndsTheWaitForATemporaryFailureToPass(Lab lab) throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    String name =
        TestHosts.of(
            () -> {
              asked.countDown();
              throw new UnknownHostException("Temporary failure in name resolution");
            });
    Fetcher fetcher = lab.open();
    Running running = lab.start(fetcher, List.of(URI.create("http://" + name + "/")));
    asked.await();

    fetcher.close();

    assertThat(running.ended(Lab.PROMPTLY)).as("what fetchEach threw").isEmpty();
    Lab.failed(running.next(), CANCELLED);
  }
}
