// A list that is read to its end first.
//
// The class makes a task of every URL, and gives all tasks to a pool of threads. It hands over the
// first outcome after the last URL has ended. The pool bounds the threads, and nothing bounds the
// list: a list of a million URLs is in memory before the caller gets one outcome.
// The lines at the end of this file do better. They are in the wrong order, without closing
// braces.
// Put them in order, and add the braces: they replace the body of `fetchEach`.
// You are done when `./multifetch workshop check` says so.

import static dev.multifetch.conformance.Testimony.*;

import module java.base;
import module java.net.http;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;

final class Exercise implements Fetcher {

  private final FetchOptions options;
  private final HttpClient client = HttpClient.newHttpClient();

  Exercise(FetchOptions options) {
    this.options = options;
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    // TODO: the lines below, in the right order, replace all that is in this method
    List<Callable<Outcome>> tasks = new ArrayList<>();
    for (URI url : urls) {
      int index = tasks.size();
      tasks.add(() -> fetchOne(index, url));
    }
    try (var pool = Executors.newFixedThreadPool(options.maxInFlight())) {
      for (Future<Outcome> ended : pool.invokeAll(tasks)) { // waits for the last of them
        onOutcome.accept(ended.resultNow());
      }
    }
  }

  private Outcome fetchOne(long index, URI url) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(url).timeout(options.timeout()).build();
      return fetched(index, url, client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      return failed(index, url, e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}

// long index = begun++;
// for (URI url : urls) {
// for (; delivered < begun; delivered++) { // the list has ended, and some URLs have not
// delivered++;
// onOutcome.accept(ended.take().resultNow()); // the caller waits for the next to end
// onOutcome.accept(ended.take().resultNow());
// if (begun - delivered == options.maxInFlight()) { // as many as may be at work at once
// try (var pool = Executors.newFixedThreadPool(options.maxInFlight())) {
// var ended = new ExecutorCompletionService<Outcome>(pool);
// ended.submit(() -> fetchOne(index, url));
// long begun = 0;
// long delivered = 0;
