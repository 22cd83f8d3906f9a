package dev.multifetch.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import dev.multifetch.FailureKind;
import dev.multifetch.cluster.status.CrawlStatus;
import dev.multifetch.cluster.status.CrawlStatus.Host;
import dev.multifetch.cluster.status.CrawlStatus.Member.State;
import dev.multifetch.cluster.status.CrawlStatus.Phase;
import dev.multifetch.cluster.status.CrawlStatus.Totals;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// How a crawl is, from the newest reports of its members.
final class CrawlWatch implements Supplier<CrawlStatus> {

  /// When a report came, by this process's clock.
  private record Heard(long number, long at) {}

  private final HazelcastInstance cluster;
  private final CrawlOrder order;
  private final int members;
  private final Instant started = Instant.now();
  private final Map<String, Heard> heard = new HashMap<>();
  private volatile boolean over;

  CrawlWatch(HazelcastInstance cluster, CrawlOrder order, int members) {
    this.cluster = cluster;
    this.order = order;
    this.members = members;
  }

  /// The crawl is over.
  void ends() {
    over = true;
  }

  Collection<MemberReport> reports() {
    return cluster.<String, MemberReport>getMap(order.reportsMap()).values();
  }

  @Override
  public CrawlStatus get() {
    Collection<MemberReport> reports = reports();
    Set<String> there =
        cluster.getCluster().getMembers().stream()
            .map(Member::getUuid)
            .map(Object::toString)
            .collect(Collectors.toSet());
    return new CrawlStatus(
        phase(reports.isEmpty(), there.size()),
        started,
        members,
        totals(reports, there),
        members(reports, there),
        reports.stream()
            .filter(report -> there.contains(report.id()))
            .flatMap(report -> report.first().stream().map(load -> host(report, load)))
            .toList(),
        failures(reports));
  }

  private Phase phase(boolean before, int there) {
    if (over) {
      return Phase.FINISHED;
    }
    if (before) {
      return Phase.WAITING;
    }
    return Crawl.canGoOn(members, there) ? Phase.RUNNING : Phase.STANDING;
  }

  /// Of the newest execution of the job.
  private Totals totals(Collection<MemberReport> reports, Set<String> there) {
    List<MemberReport> present =
        reports.stream().filter(report -> there.contains(report.id())).toList();
    long execution =
        present.stream().mapToLong(report -> report.tally().execution()).max().orElse(0);
    List<Tally> tallies =
        reports.stream()
            .map(MemberReport::tally)
            .filter(tally -> tally.execution() == execution)
            .toList();
    long skipped = sum(tallies, Tally::skipped);
    return new Totals(
        skipped + sum(tallies, Tally::read),
        !tallies.isEmpty() && tallies.stream().allMatch(Tally::allRead),
        skipped + sum(tallies, Tally::settled),
        sum(reports, MemberReport::failed),
        sum(reports, MemberReport::requests),
        sum(reports, MemberReport::bytes),
        sum(present, MemberReport::hosts),
        sum(present, MemberReport::backingOff));
  }

  /// A process that came back at its address stands for the one before it.
  private List<CrawlStatus.Member> members(Collection<MemberReport> reports, Set<String> there) {
    Map<String, CrawlStatus.Member> byName = new TreeMap<>();
    for (MemberReport report : reports) {
      CrawlStatus.Member next = member(report, there.contains(report.id()));
      byName.merge(next.name(), next, (one, other) -> one.state() == State.ACTIVE ? one : other);
    }
    return List.copyOf(byName.values());
  }

  private static <T> long sum(Collection<T> all, ToLongFunction<T> count) {
    return all.stream().mapToLong(count).sum();
  }

  private CrawlStatus.Member member(MemberReport report, boolean there) {
    long now = System.nanoTime();
    Heard last =
        heard.merge(
            report.id(),
            new Heard(report.number(), now),
            (old, next) -> old.number == next.number ? old : next);
    return new CrawlStatus.Member(
        report.member(),
        report.member(),
        there ? State.ACTIVE : State.GONE,
        Duration.ofNanos(now - last.at),
        there ? report.hosts() : 0,
        there ? report.waiting() : 0,
        there ? report.inFlight() : 0,
        report.finished());
  }

  private static Host host(MemberReport report, Hosts.Load load) {
    return new Host(
        load.name(),
        report.member(),
        Math.max(0, load.left() - load.inFlight()),
        load.inFlight(),
        load.backsOff());
  }

  private static Map<FailureKind, Long> failures(Collection<MemberReport> reports) {
    Map<FailureKind, Long> all = new EnumMap<>(FailureKind.class);
    reports.forEach(
        report -> report.failures().forEach((kind, count) -> all.merge(kind, count, Long::sum)));
    return all;
  }
}
