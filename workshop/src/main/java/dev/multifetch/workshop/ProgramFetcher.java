package dev.multifetch.workshop;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.Headers;
import dev.multifetch.Outcome;
import dev.multifetch.Timing;
import java.io.FilterOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A program that prints a line for each URL, run as a [Fetcher]: the lines are its outcomes. It
/// uses [System#out] of this process, so it is for a process of its own.
final class ProgramFetcher implements Fetcher {

  private static final Pattern LINE =
      Pattern.compile(
          "(?:(?<status>\\d{3}), (?<bytes>\\d+) bytes|failed, (?<why>.*)): (?<url>\\S+)");
  private static final Timing UNKNOWN = new Timing(0, Timing.NEVER, 0);
  private static final int LOOK = 20; // ms between two looks
  private static final int LATE_LINES = 2; // seconds after the end of main
  private static final int SILENCE = 12; // seconds: the programs give up a URL after ten

  private final Class<?> program;

  ProgramFetcher(Class<?> program) {
    this.program = program;
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    List<String> arguments = new ArrayList<>();
    urls.forEach(url -> arguments.add(url.toString()));
    Open open = new Open(arguments);
    PrintStream console = System.out;
    try (Lines lines = new Lines(console);
        Run run = new Run(program, arguments.toArray(String[]::new))) {
      while (!open.isEmpty()) {
        String line = lines.next(run);
        Matcher outcome = LINE.matcher(line);
        if (line.isEmpty()) {
          throw new IllegalStateException(open.missing()); // it has ended, and prints no more
        }
        OptionalInt index =
            outcome.matches() ? open.take(outcome.group("url")) : OptionalInt.empty();
        if (index.isPresent()) {
          onOutcome.accept(outcome(index.getAsInt(), outcome));
        } else {
          console.println(line);
        }
      }
      run.end();
      run.leavesNoThread();
    }
  }

  /// The URLs that have no line yet. The same URL may be there several times.
  private static final class Open {

    private final Map<String, Deque<Integer>> places = new HashMap<>();
    private final int all;
    private int left;

    Open(List<String> urls) {
      all = urls.size();
      for (String url : urls) {
        places.computeIfAbsent(url, _ -> new ArrayDeque<>()).add(left++);
      }
    }

    boolean isEmpty() {
      return left == 0;
    }

    String missing() {
      String first =
          places.entrySet().stream()
              .filter(url -> !url.getValue().isEmpty())
              .map(Map.Entry::getKey)
              .findFirst()
              .orElse("");
      return "your program has ended, and has printed no line for %d of its %d URLs, such as %s"
          .formatted(left, all, first);
    }

    /// The place of the next URL that is like this one.
    OptionalInt take(String url) {
      Integer place = places.getOrDefault(url, new ArrayDeque<>()).poll();
      if (place == null) {
        return OptionalInt.empty();
      }
      left--;
      return OptionalInt.of(place);
    }
  }

  private static Outcome outcome(int index, Matcher line) {
    URI url = URI.create(line.group("url"));
    if (line.group("status") != null) {
      byte[] body = new byte[Integer.parseInt(line.group("bytes"))];
      int status = Integer.parseInt(line.group("status"));
      return new Fetched(index, url, url, status, Headers.NONE, body, UNKNOWN);
    }
    return new Failed(index, url, kind(line.group("why")), line.group("why"), UNKNOWN);
  }

  private static FailureKind kind(String why) {
    if (why.contains("Timeout")) {
      return FailureKind.TIMED_OUT;
    }
    return why.contains("ConnectException")
        ? FailureKind.CONNECT_FAILED
        : FailureKind.CONNECTION_LOST;
  }

  @Override
  public void close() {}

  /// The lines that are printed to [System#out] while this is open. As in a pipe whose reader is
  /// slow, who prints waits until the line is taken.
  private static final class Lines implements AutoCloseable {

    private final BlockingQueue<String> printed = new SynchronousQueue<>();
    private final PrintStream before;
    private volatile boolean closed;

    Lines(PrintStream before) {
      this.before = before;
      System.setOut(new PrintStream(new ByLine(), true, UTF_8));
    }

    /// The next line; empty if the program has ended, and no line has come for some time.
    String next(Run run) throws InterruptedException {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SILENCE);
      while (System.nanoTime() < deadline) {
        boolean ended = run.ended();
        String line = printed.poll(ended ? LATE_LINES * 1000 : LOOK, TimeUnit.MILLISECONDS);
        if (line != null) {
          return line;
        }
        if (ended) {
          run.end();
          return "";
        }
      }
      throw new IllegalStateException(
          "your program waits: it has printed no line for %d s; its main thread is %s"
              .formatted(SILENCE, run.place()));
    }

    @Override
    public void close() {
      closed = true;
      System.setOut(before);
    }

    private void handOver(String text) {
      try {
        while (!closed && !printed.offer(text, LOOK, TimeUnit.MILLISECONDS)) {}
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // the line is lost, as its program is
      }
    }

    private final class ByLine extends FilterOutputStream {

      private final StringBuilder line = new StringBuilder();

      ByLine() {
        super(OutputStream.nullOutputStream());
      }

      @Override
      public synchronized void write(int next) {
        if (next != '\n') {
          line.append((char) next);
        } else if (!line.isEmpty()) {
          String text = line.toString().strip();
          line.setLength(0);
          handOver(text);
        }
      }
    }
  }

  /// One run of `main` on a thread of its own.
  private static final class Run implements AutoCloseable {

    private final Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());
    private final Object instance;
    private final String program;
    private final Thread thread;
    private volatile Optional<Throwable> thrown = Optional.empty();

    Run(Class<?> program, String[] arguments) {
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
      thread.join(TimeUnit.SECONDS.toMillis(LATE_LINES));
      if (thrown.isPresent()) {
        throw new IllegalStateException("main ended with " + thrown.get(), thrown.get());
      }
    }

    /// A thread that is no daemon keeps its process from ending, as a pool does that nobody closes.
    void leavesNoThread() throws InterruptedException {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LATE_LINES);
      List<String> left = left();
      while (!left.isEmpty() && System.nanoTime() < deadline) {
        Thread.sleep(LOOK); // the end of a thread has no event to wait for; the deadline bounds it
        left = left();
      }
      if (!left.isEmpty()) {
        throw new IllegalStateException(
            "your program never ends, since %s still runs: write a pool into try (...), so that it is closed"
                .formatted(left.size() == 1 ? left.getFirst() : left.size() + " threads"));
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
}
