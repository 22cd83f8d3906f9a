package dev.multifetch.results;

/// What the server saw of a client, which no client can embellish.
///
/// @param requests how many it answered
/// @param peakInFlight the most that it had received and not yet answered at once; 1 where it
///   answers without delay, as it does so before it reads on
/// @param connections how many were opened since the client was, by the most of its JVMs
/// @param bytes of bodies sent
public record Evidence(long requests, long peakInFlight, long connections, long bytes) {}
