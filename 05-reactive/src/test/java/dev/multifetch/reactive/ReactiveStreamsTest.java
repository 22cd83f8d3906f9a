package dev.multifetch.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetchOptions;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;

/// The Reactive Streams TCK over the stream of outcomes. What it skips are rules that it calls
/// untestable or optional. It is written for TestNG, which runs here beside JUnit.
public class ReactiveStreamsTest extends PublisherVerification<Outcome> {

  private final ScriptedServer origin = ScriptedServer.start(Scripts.always(Scripts.OK));
  private final ReactiveFetcher fetcher = new ReactiveFetcher(FetchOptions.defaults());
  private final Queue<Throwable> undeliverable = new ConcurrentLinkedQueue<>();

  public ReactiveStreamsTest() {
    super(new TestEnvironment(500, 100)); // ms for a signal to come, and for none to come
  }

  @Override
  public Publisher<Outcome> createPublisher(long elements) {
    return fetcher.fetch(Flowable.rangeLong(0, elements).map(i -> origin.url("/" + i)));
  }

  @Override
  public Publisher<Outcome> createFailedPublisher() {
    return fetcher.fetch(Flowable.error(new IllegalStateException("no URLs today")));
  }

  @BeforeClass
  public void listenForUndeliverableErrors() {
    RxJavaPlugins.setErrorHandler(undeliverable::add);
  }

  @AfterClass
  public void close() {
    RxJavaPlugins.setErrorHandler(null);
    fetcher.close();
    origin.close();
    assertThat(undeliverable).as("errors that reached nobody").isEmpty();
  }
}
