package dev.multifetch.conformance.certificates;

import java.security.KeyPair;

/// A certificate, its subject, and the keys that belong to it.
@SuppressWarnings("ArrayRecordComponent") // nobody compares two
record Issued(byte[] der, byte[] subject, KeyPair keys) {}
