package dev.multifetch.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Fetcher;
import dev.multifetch.conformance.reference.TestFactory;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SuiteRunTest {

  private final CyclicBarrier bothOpen = new CyclicBarrier(2);

  @Test
  void runsThatOverlapKeepTheirFetchersApart() throws Exception {
    FutureTask<List<String>> one = started("one");
    FutureTask<List<String>> other = started("other");

    assertThat(one.get()).singleElement().asString().contains("one breaks R01", "opened: one");
    assertThat(other.get())
        .singleElement()
        .asString()
        .contains("other breaks R01", "opened: other");
  }

  private FutureTask<List<String>> started(String name) {
    SuiteRun run = SuiteRun.over(new TestFactory(name, _ -> throwOnceBothAreOpen(name)));
    FutureTask<List<String>> failures =
        new FutureTask<>(() -> run.failures("r01_everyIndexIsHandedOverOnce"));
    Thread.ofPlatform().name("run of " + name).start(failures);
    return failures;
  }

  private Fetcher throwOnceBothAreOpen(String name) {
    try {
      bothOpen.await(10, TimeUnit.SECONDS);
    } catch (Exception alone) {
      throw new IllegalStateException("the other run did not begin", alone);
    }
    throw new IllegalStateException("opened: " + name);
  }
}
