package dev.multifetch.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.multifetch.BodyHandler;
import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import dev.multifetch.Outcome;
import dev.multifetch.cli.get.files.SavedResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/// What this member writes for a crawl. It lives as long as the crawl, and longer than one
/// execution of its job: after each loss or join of a member, the engine executes the job anew.
///
/// The results are the ledger: only when a line is on the disk does the cluster hear that its URL
/// is done.
final class Share implements AutoCloseable {

  private final Path folder;
  private final SavedResults saved;
  private final DoneBits safe = new DoneBits(); // all that is on this disk
  private final List<Long> unsaid = new ArrayList<>(); // indexes that the cluster has not heard of
  private final Map<FailureKind, Long> failures = new EnumMap<>(FailureKind.class);
  private final Hosts hosts = new Hosts();
  private final String member;
  private final String key = UUID.randomUUID().toString();
  private Tally tally = Tally.NONE;
  private long finished;
  private long bytes;
  private long reports;

  /// Reads what an earlier crawl of the same list has left in the folder.
  ///
  /// @throws IOException if the folder cannot be written, or has the results of another list
  Share(CrawlOrder order, String member) throws IOException {
    this.member = member;
    folder = Path.of(order.folder(), member);
    Files.createDirectories(folder);
    Path list = folder.resolve("list");
    String of = Files.exists(list) ? Files.readString(list, UTF_8).strip() : "";
    if (!of.isEmpty() && !of.equals(order.digest())) {
      throw new IOException(
          folder + " has results of another list: name another --output-dir, or remove it");
    }
    saved = new SavedResults(folder);
    try {
      saved.read(safe::add);
      if (of.isEmpty()) { // else it stays as it is: a kill might leave it empty
        Files.writeString(
            list, order.digest() + "\n", UTF_8, CREATE, WRITE, TRUNCATE_EXISTING, SYNC);
      }
    } catch (IOException e) {
      saved.close();
      throw e;
    }
  }

  Hosts hosts() {
    return hosts;
  }

  BodyHandler bodies(LongUnaryOperator index) {
    return saved.bodies(index);
  }

  /// Another execution of the job begins.
  synchronized void begins(long execution) {
    tally = new Tally(execution, 0, 0, false, 0);
    hosts.clear();
  }

  synchronized void counts(UnaryOperator<Tally> change) {
    tally = change.apply(tally);
  }

  /// Tells the cluster all that is on this disk: other members may have died with the only copies
  /// of the map.
  synchronized void repeat(DoneMap done) {
    done.add(safe);
    done.await();
  }

  synchronized void finished(Task task, Outcome outcome) {
    saved.add(task.input(), outcome);
    switch (outcome) {
      case Fetched fetched -> bytes += fetched.bodyBytes();
      case Failed failed -> failures.merge(failed.kind(), 1L, Long::sum);
    }
    note(task);
  }

  /// A text that is not a URL.
  synchronized void invalid(Task task) {
    hosts.left(-1, task.host()); // no fetcher has counted it
    saved.addInvalid(task.input());
    failures.merge(FailureKind.INVALID_URL, 1L, Long::sum);
    note(task);
  }

  private void note(Task task) {
    unsaid.add(task.index());
    tally = tally.plusSettled();
    finished++;
  }

  /// Forces the results to the disk.
  void force() throws IOException {
    saved.force();
  }

  /// Forces the results to the disk, and then tells the cluster which URLs are done. Meanwhile
  /// others may end. Only the engine's thread calls this.
  void flush(DoneMap done) throws IOException {
    List<Long> ended = takeUnsaid();
    if (ended.isEmpty()) {
      return;
    }
    force();
    remember(ended);
    DoneBits news = new DoneBits();
    ended.forEach(news::add);
    done.await(); // for the news before: so what is under way is bounded
    done.add(news);
  }

  private synchronized List<Long> takeUnsaid() {
    List<Long> taken = List.copyOf(unsaid);
    unsaid.clear();
    return taken;
  }

  private synchronized void remember(List<Long> ended) {
    ended.forEach(safe::add);
  }

  /// Under which the cluster keeps the reports of this process. It stays the same when the process
  /// joins anew, and another process at its address has another.
  String key() {
    return key;
  }

  /// @param id the engine's identity of this process
  synchronized MemberReport report(String id) {
    int inFlight = hosts.inFlight();
    Hosts.Sums sums = hosts.sums();
    return new MemberReport(
        member,
        id,
        ++reports,
        tally,
        finished,
        bytes,
        hosts.requests(),
        sums.hosts(),
        sums.backingOff(),
        Math.max(0, sums.left() - inFlight),
        inFlight,
        sums.first(),
        Map.copyOf(failures));
  }

  @Override
  public synchronized void close() throws IOException {
    saved.close();
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
