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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
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
  private static final int LATE_LINES = 2; // seconds after the end of main

  private final Class<?> program;

  ProgramFetcher(Class<?> program) {
    this.program = program;
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    List<String> open = new ArrayList<>();
    urls.forEach(url -> open.add(url.toString()));
    String[] arguments = open.toArray(String[]::new);
    PrintStream console = System.out;
    try (Lines lines = new Lines(console);
        Run run = new Run(program, arguments)) {
      for (int left = open.size(); left > 0; ) {
        String line = lines.next(run);
        Matcher outcome = LINE.matcher(line);
        if (outcome.matches() && open.contains(outcome.group("url"))) {
          left--;
          onOutcome.accept(outcome(open, outcome));
        } else if (line.isEmpty()) {
          return; // it has ended, and prints no more
        } else {
          console.println(line);
        }
      }
      run.end();
    }
  }

  private static Outcome outcome(List<String> open, Matcher line) {
    int index = open.indexOf(line.group("url"));
    URI url = URI.create(open.set(index, "")); // the same URL again is the next of its kind
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

  /// The lines that are printed to [System#out] while this is open.
  private static final class Lines implements AutoCloseable {

    private final BlockingQueue<String> printed = new LinkedBlockingQueue<>();
    private final PrintStream before;

    Lines(PrintStream before) {
      this.before = before;
      System.setOut(new PrintStream(new ByLine(), true, UTF_8));
    }

    /// The next line; empty if the program has ended, and no line has come for some time.
    String next(Run run) throws InterruptedException {
      while (true) {
        boolean ended = run.ended();
        String line = printed.poll(ended ? LATE_LINES * 1000 : 20, TimeUnit.MILLISECONDS);
        if (line != null) {
          return line;
        }
        if (ended) {
          run.end();
          return "";
        }
      }
    }

    @Override
    public void close() {
      System.setOut(before);
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
          printed.add(line.toString().strip());
          line.setLength(0);
        }
      }
    }
  }

  /// One run of `main` on a thread of its own.
  private static final class Run implements AutoCloseable {

    private final Object instance;
    private final Thread thread;
    private volatile Optional<Throwable> thrown = Optional.empty();

    Run(Class<?> program, String[] arguments) {
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

    /// Waits for the end of `main`, and throws what it threw.
    void end() throws InterruptedException {
      thread.join(TimeUnit.SECONDS.toMillis(LATE_LINES));
      if (thrown.isPresent()) {
        throw new IllegalStateException("main ended with " + thrown.get(), thrown.get());
      }
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
