package dev.multifetch.conformance.servers;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A lookup that hangs until the test ends it. It waits in native code, like the C library's
/// lookup: no interrupt reaches it, and a virtual thread that waits there keeps its carrier.
public final class HangingLookup implements TestHosts.Lookup, AutoCloseable {

  private static final int MOMENT = 2_000; // microseconds

  @SuppressWarnings("restricted") // tests run with native access
  private static final MethodHandle USLEEP =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("usleep"),
              FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private final CountDownLatch asked = new CountDownLatch(1);
  private volatile boolean released;

  @Override
  public List<InetAddress> addresses() {
    asked.countDown();
    while (!released) {
      sleepInNativeCode();
    }
    return List.of(InetAddress.ofLiteral("127.0.0.1"));
  }

  @SuppressWarnings("UnusedVariable") // an exact call of a method handle needs its result
  private static void sleepInNativeCode() {
    try {
      int _ = (int) USLEEP.invokeExact(MOMENT);
    } catch (Throwable e) {
      throw new IllegalStateException("usleep", e);
    }
  }

  /// Waits until a client looks the host up.
  public void awaitAsked() throws InterruptedException {
    asked.await();
  }

  /// Ends the lookup, with 127.0.0.1.
  @Override
  public void close() {
    released = true;
  }
}
