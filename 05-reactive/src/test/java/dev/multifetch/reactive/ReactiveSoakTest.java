package dev.multifetch.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.soak.FetcherSoak;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class ReactiveSoakTest extends FetcherSoak {

  private final Queue<Throwable> undeliverable = new ConcurrentLinkedQueue<>();

  @Override
  protected FetcherFactory factory() {
    return new ReactiveFactory();
  }

  @BeforeEach
  void listenForUndeliverableErrors() {
    RxJavaPlugins.setErrorHandler(undeliverable::add);
  }

  @AfterEach
  void noErrorReachedNobody() {
    RxJavaPlugins.setErrorHandler(null);
    assertThat(undeliverable).as("errors that RxJava could not deliver").isEmpty();
  }
}
