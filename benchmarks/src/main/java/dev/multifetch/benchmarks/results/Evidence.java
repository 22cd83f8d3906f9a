package dev.multifetch.benchmarks.results;

/// What the origin saw of a client, which no client can embellish.
///
/// @param requests how many it answered
/// @param peakInFlight the most that it had received and not yet answered at once
/// @param connections how many were opened
/// @param bytes of bodies sent
public record Evidence(long requests, long peakInFlight, long connections, long bytes) {}
