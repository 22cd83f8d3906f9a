package dev.multifetch.conformance.certificates;

/// A sentence of an RFC that decides about a certificate, in our words.
public enum Clause {
  NO_COMMON_NAME(9525, "2", "A common name identifies no service"),
  DNS_NAME(9525, "6.3", "Each label must match, in any case of its letters"),
  WILDCARD(9525, "6.3", "The one wildcard is the whole left-most label, or the name is ignored"),
  ONE_LABEL(9525, "6.3", "A wildcard matches exactly one label"),
  A_LABEL(9525, "6.3", "International names are compared as A-labels"),
  ADDRESS(9525, "6.4", "An address must match octet for octet"),
  ANY_NAME(9525, "6.2", "One name that matches is enough"),

  SAME_ALGORITHM(5280, "4.1.1.2", "The algorithm beside the signature must be the one inside it"),
  SERIAL(5280, "4.1.2.2", "Negative numbers and zero are dealt with gracefully"),
  BOTH_TIMES(5280, "4.1.2.5", "Dates in either encoding must be understood"),
  NO_EXPIRY(5280, "4.1.2.5", "99991231235959Z stands for no known end"),
  CENTURY(5280, "4.1.2.5.1", "A year of two digits from 50 on is of the century before"),
  EMPTY_SUBJECT(5280, "4.1.2.6", "Where the subject is empty, the other names are critical"),
  ONCE(5280, "4.2", "An extension must not occur twice"),
  CRITICAL(5280, "4.2", "A critical extension that is not known must be refused"),
  NOT_CRITICAL(5280, "4.2", "One that is not critical may be ignored"),
  EXTENSIONS(5280, "4.1.2.9", "Only version 3 has extensions"),
  NO_USAGE(5280, "4.2.1.3", "A key usage has at least one bit"),
  NAMES_THERE(5280, "4.2.1.6", "The extension has at least one name"),
  ASCII(5280, "4.2.1.6", "A DNS name is ASCII, in the preferred syntax, and not blank"),
  FOUR_OCTETS(5280, "4.2.1.6", "An address has 4 or 16 octets"),
  PATH_LENGTH(5280, "4.2.1.9", "A path's length is at least zero"),
  PURPOSE(5280, "4.2.1.12", "The key serves only the purposes that are named"),
  NO_PURPOSE(5280, "4.2.1.12", "Where purposes are named, there is at least one"),
  OTHER_TYPES(5280, "4.2.1.10", "A constraint is about names of its own type"),
  SUBTREE(5280, "4.2.1.10", "A DNS constraint covers itself and what has more labels on the left"),

  PATH(5280, "6.1", "A path leads from the certificate to an authority that is trusted"),
  ANCHOR(5280, "6.1.1 (d)", "Of a trusted authority only name and key are used"),
  SIGNATURE(5280, "6.1.3 (a)(1)", "The issuer's key must verify the signature"),
  DATES(5280, "6.1.3 (a)(2)", "Each certificate must be valid now"),
  ISSUER(5280, "6.1.3 (a)(4)", "The issuer's name must be that of the one before"),
  PERMITTED(5280, "6.1.3 (b)", "Each name must be within what is permitted"),
  EXCLUDED(5280, "6.1.3 (c)", "No name may be within what is excluded"),
  INTERSECTION(5280, "6.1.4 (g)", "Constraints of several authorities add up"),
  IS_AUTHORITY(5280, "6.1.4 (k)", "An intermediate must be marked as an authority"),
  LENGTH(
      5280,
      "6.1.4 (l), (m)",
      "No more intermediates than any of them allows, self-issued ones apart"),
  SIGNS(5280, "6.1.4 (n)", "An intermediate whose key has a usage must have that of signing"),
  STEPS(5280, "6.1.4", "The algorithm does not ask for it"),
  POLICY(5280, "6.1.5 (g)", "Where a policy is required, there must be one"),

  FIRST(8446, "4.4.2", "The server's own certificate comes first"),
  ANY_ORDER(8446, "4.4.2", "Clients are ready for others in any order, or without use"),
  MAY_SIGN(8446, "4.4.2.2", "A key with a usage must have that of signing"),
  ALGORITHMS(8446, "4.2.3", "Among the algorithms of TLS 1.3"),
  POSSESSION(8446, "4.4.3", "The server must prove to have the key"),
  STRENGTH(9325, "4.5", "An RSA key has at least 2,048 bits"),
  NO_OLD_HASH(9325, "4.5", "SHA-1 and MD5 must not be used");

  private final int rfc;
  private final String section;
  private final String words;

  Clause(int rfc, String section, String words) {
    this.rfc = rfc;
    this.section = section;
    this.words = words;
  }

  /// Such as `RFC 5280, 4.2: An extension must not occur twice`.
  @Override
  public String toString() {
    return "RFC %d, %s: %s".formatted(rfc, section, words);
  }
}
