package dev.multifetch.conformance.faults;

/// What a fault is about.
public enum Topic {
  CONNECTING,
  TLS,
  HEAD,
  FRAMING,
  BODY,
  REDIRECTS,
  TIME,
  REUSE
}
