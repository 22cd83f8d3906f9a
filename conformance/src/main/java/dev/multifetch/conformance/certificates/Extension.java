package dev.multifetch.conformance.certificates;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One extension of a certificate (RFC 5280, section 4.2), right or wrong.
@SuppressWarnings("ArrayRecordComponent") // nobody compares two
record Extension(String oid, boolean critical, byte[] value) {

  static final int DIGITAL_SIGNATURE = 0x80; // the first bit of KeyUsage, and so on
  static final int KEY_ENCIPHERMENT = 0x20;
  static final int KEY_CERT_SIGN = 0x04;
  static final int CRL_SIGN = 0x02;

  static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
  static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

  /// The alternative names of a certificate, in this order.
  static Extension names(byte[]... names) {
    return new Extension("2.5.29.17", false, Der.sequence(names));
  }

  static Extension dnsNames(String... names) {
    return names(Arrays.stream(names).map(GeneralName::dns).toArray(byte[][]::new));
  }

  /// Marks an authority, with any number of intermediates below it.
  static Extension authority() {
    return basic(Der.yes());
  }

  /// Marks an authority with at most this many intermediates below it.
  static Extension authority(int pathLength) {
    return basic(Der.yes(), Der.integer(pathLength));
  }

  /// Says that a certificate is not an authority's.
  static Extension noAuthority() {
    return basic();
  }

  private static Extension basic(byte[]... fields) {
    return new Extension("2.5.29.19", true, Der.sequence(fields));
  }

  /// @param bits the first octet of the bit string
  static Extension keyUsage(int bits) {
    byte[] octets =
        bits == 0
            ? new byte[] {0}
            : new byte[] {(byte) Integer.numberOfTrailingZeros(bits), (byte) bits};
    return new Extension("2.5.29.15", true, Der.of(0x03, octets));
  }

  static Extension extendedKeyUsage(String... purposes) {
    byte[][] oids = Arrays.stream(purposes).map(Der::oid).toArray(byte[][]::new);
    return new Extension("2.5.29.37", false, Der.sequence(oids));
  }

  /// Names below any of these may be certified, and all names of other types.
  static Extension permitted(byte[]... bases) {
    return constraints(Der.context(0, subtrees(bases)));
  }

  /// Names below these may not be certified.
  static Extension excluded(byte[]... bases) {
    return constraints(Der.context(1, subtrees(bases)));
  }

  private static Extension constraints(byte[] subtrees) {
    return new Extension("2.5.29.30", true, Der.sequence(subtrees));
  }

  private static byte[] subtrees(byte[]... bases) {
    return Der.join(Arrays.stream(bases).map(Der::sequence).toArray(byte[][]::new));
  }

  static Extension subjectKey(String id) {
    return new Extension("2.5.29.14", false, Der.octets(id.getBytes(StandardCharsets.US_ASCII)));
  }

  static Extension issuerKey(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.US_ASCII);
    return new Extension("2.5.29.35", false, Der.sequence(Der.of(0x80, bytes)));
  }

  static Extension policy(String oid) {
    return new Extension("2.5.29.32", false, Der.sequence(Der.sequence(Der.oid(oid))));
  }

  /// From here on down, each certificate needs an acceptable policy.
  static Extension explicitPolicy() {
    return new Extension("2.5.29.36", true, Der.sequence(Der.of(0x80, new byte[] {0})));
  }

  /// An extension that nobody knows.
  static Extension unknown() {
    return new Extension("1.3.6.1.4.1.55738.666.1", false, Der.octets(new byte[0]));
  }

  Extension marked(boolean critically) {
    return new Extension(oid, critically, value);
  }

  byte[] der() {
    byte[] flag = critical ? Der.yes() : new byte[0];
    return Der.sequence(Der.oid(oid), flag, Der.octets(value));
  }
}
