package dev.multifetch.workshop;

import static dev.multifetch.conformance.Testimony.failed;
import static dev.multifetch.conformance.Testimony.fetched;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.SuiteRun;
import dev.multifetch.conformance.Verdict;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// A process of its own that runs tests of the suite over classes that a learner wrote. Whatever
/// they do to their process, the [Checker] survives.
///
/// It warms up, reads one [Order] from its standard input, and answers with a [Report] a line. The
/// learner's own output goes to standard error.
final class Judge {

  /// @param classes the folder of the compiled file
  /// @param tests in this order; the first that fails is the last that runs
  record Order(String classes, List<String> tests, int atOnce) {
    /// Instead of an order, asks for nothing but the warm-up: for [StartupCache].
    static final String TRAINING = "training";
  }

  /// What it says when it is warm.
  static final Report READY = new Report("ready", null, List.of());

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final PrintStream ANSWERS =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);

  private Judge() {}

  public static void main(String[] none) throws Exception {
    System.setOut(System.err);
    LogManager.getLogManager().reset(); // the messages of libraries are not the learner's
    var _ = SuiteRun.over(new Suspect(WarmUp.class, 1)).verdict("r07_callsFollowOneAnother");
    say(READY);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    String order = in.readLine();
    if (order == null || order.equals(Order.TRAINING)) {
      System.exit(0); // nobody wants to know any more
    }
    Runtime.getRuntime().addShutdownHook(new Thread(Judge::confess));
    judge(JSON.readValue(order, Order.class));
    Runtime.getRuntime().halt(0); // whatever the classes have left running
  }

  private static void judge(Order order) throws IOException {
    Path folder = Path.of(order.classes());
    try (URLClassLoader loader = new URLClassLoader(new URL[] {url(folder)})) {
      Whereabouts whereabouts = Whereabouts.watch();
      SuiteRun run = SuiteRun.forAPerson(Suspect.among(classes(folder, loader), order.atOnce()));
      for (String test : order.tests()) {
        Verdict verdict = run.verdict(test);
        say(Report.of(verdict, whereabouts.last()));
        if (verdict.message().isPresent()) {
          return;
        }
      }
    } catch (IllegalArgumentException e) {
      say(new Report("", e.getMessage(), List.of()));
    }
  }

  private static URL url(Path folder) throws MalformedURLException {
    return folder.toUri().toURL();
  }

  private static List<Class<?>> classes(Path folder, ClassLoader loader) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class"))
          .sorted()
          .<Class<?>>map(name -> load(name.substring(0, name.length() - 6), loader))
          .toList();
    }
  }

  private static Class<?> load(String name, ClassLoader loader) {
    try {
      return loader.loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void say(Report report) {
    ANSWERS.println(JSON.writeValueAsString(report));
  }

  /// The JVM ends, and nobody here has ended it.
  private static void confess() {
    String where =
        Thread.getAllStackTraces().values().stream()
            .filter(stack -> Arrays.stream(stack).anyMatch(Judge::ends))
            .flatMap(Arrays::stream)
            .filter(frame -> frame.getClassLoaderName() == null && !ends(frame))
            .filter(frame -> Exercise.isFile(frame.getFileName()))
            .map(frame -> " in line " + frame.getLineNumber())
            .findFirst()
            .orElse("");
    say(new Report("", "your code ended the whole JVM" + where + " (System.exit?)", List.of()));
  }

  private static boolean ends(StackTraceElement frame) {
    return frame.getClassName().equals("java.lang.Runtime") && frame.getMethodName().equals("exit");
  }

  /// Fetches one URL after another: the suite and the JDK's client are warm after it.
  private static final class WarmUp implements Fetcher {

    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
        throws InterruptedException {
      long index = 0;
      for (URI url : urls) {
        onOutcome.accept(fetchOne(index++, url));
      }
    }

    private Outcome fetchOne(long index, URI url) throws InterruptedException {
      try {
        HttpRequest request = HttpRequest.newBuilder(url).build();
        return fetched(index, url, client.send(request, BodyHandlers.ofByteArray()));
      } catch (IOException e) {
        return failed(index, url, e);
      }
    }

    @Override
    public void close() {
      client.shutdownNow();
    }
  }
}
