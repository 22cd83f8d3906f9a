package dev.multifetch.conformance.certificates;

import java.security.KeyPair;

/// A certificate, whose it is, and the keys that belong to it.
@SuppressWarnings("ArrayRecordComponent") // nobody compares two
record Issued(byte[] der, byte[] subject, KeyPair keys) {}
