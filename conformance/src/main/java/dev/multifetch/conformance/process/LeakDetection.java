package dev.multifetch.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Fails every test class that loses a buffer of Netty's. JUnit finds it by itself
/// (`META-INF/services`) in the modules that run their tests with automatic detection of extensions
/// and with Netty's `paranoid` level, so that it covers all tests there.
public final class LeakDetection implements AfterAllCallback {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Queue<String> REPORTS = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger CANARIES = new AtomicInteger();

  static {
    ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new Reporting());
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    assertThat(reports()).as("buffers that nobody released").isEmpty();
  }

  /// The buffers lost since the last call. One more buffer is lost on purpose: when Netty reports
  /// that one, it has reported all before it.
  public static List<String> reports() throws InterruptedException {
    String canary = "canary " + CANARIES.incrementAndGet();
    lose(canary);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (REPORTS.stream().noneMatch(report -> report.contains(canary))) {
      assertThat(System.nanoTime()).as("time for a lost buffer to be seen").isLessThan(deadline);
      System.gc();
      Thread.sleep(10); // a collection has no event to wait for
      ByteBufAllocator.DEFAULT.buffer(1).release(); // makes Netty look for lost ones
    }
    List<String> reports = REPORTS.stream().filter(report -> !report.contains("canary")).toList();
    REPORTS.clear();
    return reports;
  }

  /// Loses a buffer that bears this mark.
  public static void lose(String mark) {
    ByteBufAllocator.DEFAULT.buffer(1).touch(mark);
  }

  private static final class Reporting extends ResourceLeakDetectorFactory {
    @Override
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> type, int interval) {
      return new Detector<>(type, interval);
    }

    @Override
    @SuppressWarnings("deprecation") // and still abstract
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(
        Class<T> type, int interval, long maxActive) {
      return new Detector<>(type, interval);
    }
  }

  private static final class Detector<T> extends ResourceLeakDetector<T> {
    @SuppressWarnings("deprecation") // for all callers except a factory
    Detector(Class<T> type, int interval) {
      super(type, interval);
    }

    @Override
    protected boolean needReport() {
      return true;
    }

    @Override
    protected void reportTracedLeak(String type, String records) {
      REPORTS.add(type + records);
    }

    @Override
    protected void reportUntracedLeak(String type) {
      REPORTS.add(type);
    }
  }
}
