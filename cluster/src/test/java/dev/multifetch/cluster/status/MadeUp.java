package dev.multifetch.cluster.status;

import dev.multifetch.FailureKind;
import dev.multifetch.cluster.status.CrawlStatus.Host;
import dev.multifetch.cluster.status.CrawlStatus.Member;
import dev.multifetch.cluster.status.CrawlStatus.Phase;
import dev.multifetch.cluster.status.CrawlStatus.Totals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// States of a crawl, for tests.
final class MadeUp {

  private static final Instant STARTED = Instant.parse("2026-11-30T12:00:00Z");

  private MadeUp() {}

  static CrawlStatus waiting() {
    return new CrawlStatus(
        Phase.WAITING,
        STARTED,
        3,
        new Totals(0, false, 0, 0, 0, 0, 0, 0),
        List.of(member("a", Member.State.ACTIVE, 0)),
        List.of(),
        Map.of());
  }

  /// Three members, fifty hosts.
  static CrawlStatus running(long done) {
    return of(
        Phase.RUNNING,
        done,
        List.of(
            member("a", Member.State.ACTIVE, done / 2),
            member("b", Member.State.ACTIVE, done / 4),
            member("c", Member.State.ACTIVE, done / 4)));
  }

  /// The same after one member has died, another has been silent for 8 s, and too few are left.
  static CrawlStatus standing(long done) {
    Member silent =
        new Member(
            "b",
            "127.0.0.1:5702",
            Member.State.ACTIVE,
            Duration.ofSeconds(8),
            17,
            4_000,
            34,
            done / 4);
    return of(
        Phase.STANDING,
        done,
        List.of(
            member("a", Member.State.GONE, done / 2),
            silent,
            member("c", Member.State.GONE, done / 4)));
  }

  static CrawlStatus finished() {
    return new CrawlStatus(
        Phase.FINISHED,
        STARTED,
        2,
        new Totals(20_000, true, 20_000, 312, 20_437, 1L << 30, 0, 0),
        List.of(member("a", Member.State.ACTIVE, 20_000)),
        List.of(),
        Map.of(FailureKind.TIMED_OUT, 312L));
  }

  /// A host and a member with such a name.
  static CrawlStatus named(String name) {
    return new CrawlStatus(
        Phase.RUNNING,
        STARTED,
        1,
        new Totals(10, false, 1, 0, 0, 5, 1, 0),
        List.of(member(name, Member.State.ACTIVE, 1)),
        List.of(new Host(name, name, 9, 1, false)),
        Map.of());
  }

  private static CrawlStatus of(Phase phase, long done, List<Member> members) {
    return new CrawlStatus(
        phase,
        STARTED,
        3,
        new Totals(20_000, true, done, done / 50, done + 37, done * 20_480, 50, 3),
        members,
        hosts(),
        Map.of(
            FailureKind.TIMED_OUT, done / 80,
            FailureKind.CONNECT_FAILED, done / 200,
            FailureKind.UNKNOWN_HOST, done / 400));
  }

  private static Member member(String name, Member.State state, long finished) {
    return new Member(
        name, "127.0.0.1:5701", state, Duration.ofMillis(400), 17, 4_000, 34, finished);
  }

  private static List<Host> hosts() {
    return IntStream.range(0, 50)
        .mapToObj(n -> new Host(name(n), owner(n), n < 3 ? 40 : 900 - n, n < 3 ? 0 : 2, n < 3))
        .toList();
  }

  private static String name(int n) {
    return "https://host-%02d.example".formatted(n);
  }

  private static String owner(int n) {
    return List.of("a", "b", "c").get(n % 3);
  }
}
