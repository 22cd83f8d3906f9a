package dev.multifetch.cluster;

import dev.multifetch.FailureKind;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/// What a member says of its part in a crawl, a few times a second.
///
/// @param member its name
/// @param id the engine's identity of this process
/// @param number grows with each report
/// @param tally of the current execution
/// @param finished URLs that have an outcome here, since this process takes part in the crawl
/// @param bytes of bodies
/// @param requests sent, redirects and second attempts among them
/// @param hosts how many have URLs without outcome here
/// @param waiting how many URLs those are, without the ones in flight
/// @param first the hosts that a page shows
record MemberReport(
    String member,
    String id,
    long number,
    Tally tally,
    long finished,
    long bytes,
    long requests,
    int hosts,
    long backingOff,
    long waiting,
    int inFlight,
    List<Hosts.Load> first,
    Map<FailureKind, Long> failures)
    implements Serializable {

  long failed() {
    return failures.values().stream().mapToLong(Long::longValue).sum();
  }
}
