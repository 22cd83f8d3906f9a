package dev.multifetch.conformance;

import dev.multifetch.conformance.servers.ServedRequest;
import java.util.List;
import java.util.Optional;

/// What one test of the suite says about a fetcher.
///
/// @param message why the fetcher failed the test; none if it passed
/// @param served the first requests that the servers of a failed test saw, in the order of their
///   beginning
public record Verdict(String test, Optional<String> message, List<ServedRequest> served) {}
