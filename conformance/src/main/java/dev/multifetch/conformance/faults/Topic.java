package dev.multifetch.conformance.faults;

/// The topic of a fault.
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
