package dev.multifetch.workshop.teach;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/// A word that nobody can guess.
record Token(String word) {

  private static final SecureRandom RANDOM = new SecureRandom();

  static Token make() {
    byte[] bytes = new byte[8];
    RANDOM.nextBytes(bytes);
    return new Token(HexFormat.of().formatHex(bytes));
  }

  /// Takes the same time for every guess.
  boolean is(String guess) {
    return MessageDigest.isEqual(guess.getBytes(UTF_8), word.getBytes(UTF_8));
  }
}
