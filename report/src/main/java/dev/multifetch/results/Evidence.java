package dev.multifetch.results;

/// What the server saw of a client. A client cannot falsify it.
///
/// @param requests how many it answered
/// @param peakInFlight the most requests that it had received and not yet answered at one time; 1
///   if it answers without delay, because it then answers before it reads on
/// @param connections how many were opened during its measured turns
/// @param bytes of bodies sent
public record Evidence(long requests, long peakInFlight, long connections, long bytes) {}
