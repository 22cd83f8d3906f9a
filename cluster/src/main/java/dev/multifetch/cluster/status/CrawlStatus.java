package dev.multifetch.cluster.status;

import dev.multifetch.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// How a crawl is at one moment. Counters only grow, and no time here compares the clocks of two
/// machines.
///
/// @param started when the crawl began, by the clock of the process that shows this
/// @param membersAsked how many members it waits for before it begins
/// @param members all of this crawl, also those that have gone
/// @param hosts the first [#MOST_HOSTS] in [Host#ORDER]; the rest are cut off
/// @param failures how many URLs failed, by kind
public record CrawlStatus(
    Phase phase,
    Instant started,
    int membersAsked,
    Totals totals,
    List<Member> members,
    List<Host> hosts,
    Map<FailureKind, Long> failures) {

  /// More hosts than these fit on no page.
  public static final int MOST_HOSTS = 40;

  public CrawlStatus {
    members = members.stream().sorted(Member.ORDER).toList();
    hosts = hosts.stream().sorted(Host.ORDER).limit(MOST_HOSTS).toList();
    failures = Map.copyOf(failures);
  }

  /// What the crawl does.
  public enum Phase {
    /// It has not begun, because members are missing.
    WAITING,
    /// It fetches.
    RUNNING,
    /// It has begun and does not go on, because half of the members or more are missing.
    STANDING,
    /// Each URL has its outcome, or the user ended the crawl.
    FINISHED
  }

  /// The counters of the whole crawl.
  ///
  /// @param known URLs read from the list so far
  /// @param allKnown whether these are all URLs of the list
  /// @param done URLs that have an outcome
  /// @param failed those of them whose outcome is a failure
  /// @param requests requests sent, redirects and second attempts too; 0 if nobody counts them
  /// @param bytes of bodies
  /// @param hosts hosts that URLs wait for, or are at work at
  /// @param backingOff those of them that back off: see [Host#backsOff]
  public record Totals(
      long known,
      boolean allKnown,
      long done,
      long failed,
      long requests,
      long bytes,
      long hosts,
      long backingOff) {}

  /// One process of the crawl.
  ///
  /// @param silent how long ago its last report came
  /// @param hosts how many hosts it owns
  /// @param waiting URLs that wait for these hosts
  /// @param finished URLs that it has finished
  public record Member(
      String name,
      String address,
      State state,
      Duration silent,
      int hosts,
      long waiting,
      int inFlight,
      long finished) {

    private static final Comparator<Member> ORDER =
        Comparator.comparing(Member::state).thenComparing(Member::name);

    /// Whether a member takes part.
    public enum State {
      ACTIVE,
      /// It left, or it died.
      GONE
    }
  }

  /// One host, and what waits for it.
  ///
  /// @param name such as `https://a.example:8443`
  /// @param owner the name of the member that fetches from it
  /// @param backsOff whether its last answer was a 429 or a 503, so that it is left alone for a
  ///   while
  public record Host(String name, String owner, long waiting, int inFlight, boolean backsOff) {

    /// First those that back off, then those that most URLs wait for.
    public static final Comparator<Host> ORDER =
        Comparator.comparing(Host::backsOff)
            .reversed()
            .thenComparing(Host::waiting, Comparator.reverseOrder())
            .thenComparing(Host::name);
  }
}
