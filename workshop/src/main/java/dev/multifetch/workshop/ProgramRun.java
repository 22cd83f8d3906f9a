package dev.multifetch.workshop;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// One run of a program's `main` on a thread of its own, as if in a process.
final class ProgramRun implements AutoCloseable {

  /// How many seconds after the end of `main` its threads may still work.
  static final int LATE = 2;

  private static final int LOOK = 20; // ms between two looks

  private final Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());
  private final Object instance;
  private final String program;
  private final Thread thread;
  private volatile Optional<Throwable> thrown = Optional.empty();

  ProgramRun(Class<?> program, String[] arguments) {
    this.program = program.getName();
    try {
      var constructor = program.getDeclaredConstructor();
      constructor.setAccessible(true);
      instance = constructor.newInstance();
      Method main = Suspect.main(program).orElseThrow();
      main.setAccessible(true);
      Object[] given = main.getParameterCount() == 0 ? new Object[0] : new Object[] {arguments};
      thread = Thread.ofPlatform().name("main of your program").start(() -> run(main, given));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("your program does not start: " + e.getCause(), e);
    }
  }

  private void run(Method main, Object[] arguments) {
    try {
      main.invoke(instance, arguments);
    } catch (InvocationTargetException e) {
      thrown = Optional.ofNullable(e.getCause());
    } catch (IllegalAccessException e) {
      thrown = Optional.of(e);
    }
  }

  boolean ended() {
    return !thread.isAlive();
  }

  /// Where in its own file `main` is.
  String place() {
    return Arrays.stream(thread.getStackTrace())
        .filter(frame -> frame.getClassName().equals(program))
        .map(frame -> "in " + frame.getMethodName() + ", line " + frame.getLineNumber())
        .findFirst()
        .orElse("somewhere");
  }

  /// Waits for the end of `main`, and throws what it threw.
  void end() throws InterruptedException {
    thread.join(TimeUnit.SECONDS.toMillis(LATE));
    if (thrown.isPresent()) {
      throw new IllegalStateException("main ended with " + thrown.get(), thrown.get());
    }
  }

  /// A thread that is no daemon keeps its process from ending, as a pool does that nobody closes.
  void leavesNoThread() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LATE);
    List<String> left = left();
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(LOOK); // the end of a thread has no event to wait for; the deadline bounds it
      left = left();
    }
    if (!left.isEmpty()) {
      throw new IllegalStateException(
          "your program never ends, since %s still: write a pool into try (...), so that it is closed"
              .formatted(
                  left.size() == 1 ? left.getFirst() + " runs" : left.size() + " threads run"));
    }
  }

  private List<String> left() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(alive -> !alive.isDaemon() && !before.contains(alive) && alive != thread)
        .map(Thread::getName)
        .sorted()
        .toList();
  }

  /// Closes what the end of a process would close.
  @Override
  public void close() {
    thread.interrupt();
    for (Field field : instance.getClass().getDeclaredFields()) {
      try {
        field.setAccessible(true);
        if (field.get(instance) instanceof HttpClient client) {
          client.shutdownNow();
        }
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
