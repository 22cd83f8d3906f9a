package dev.multifetch.conformance.certificates;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A certificate that is being written (RFC 5280, section 4.1). It begins as a good one, and a test
/// can replace each part with a bad one.
final class Draft {

  private static final KeyPair OF_SERVERS = Keys.ec("secp256r1");
  private static final KeyPair OF_INTERMEDIATES = Keys.ec("secp256r1");

  private byte[] subject;
  private KeyPair keys;
  private final List<Extension> extensions = new ArrayList<>();
  private int version = 3;
  private byte[] serial = {0x2A};
  private byte[] notBefore = day(-2);
  private byte[] notAfter = day(2);
  private Optional<byte[]> issuer = Optional.empty();
  private Optional<Algorithm> algorithm = Optional.empty();
  private Optional<Algorithm> outerAlgorithm = Optional.empty();
  private boolean forged;

  private Draft(byte[] subject, KeyPair keys) {
    this.subject = subject;
    this.keys = keys;
  }

  /// A server's certificate for these DNS names.
  static Draft server(String... dnsNames) {
    return nameless().with(Extension.dnsNames(dnsNames));
  }

  /// A server's certificate that has no name but its subject.
  static Draft nameless() {
    return new Draft(GeneralName.subject("a server"), OF_SERVERS)
        .with(Extension.keyUsage(Extension.DIGITAL_SIGNATURE))
        .with(Extension.extendedKeyUsage(Extension.SERVER_AUTH));
  }

  /// An authority's certificate, with its own key.
  static Draft authority(String name) {
    return authority(name, Keys.ec("secp256r1"));
  }

  /// An intermediate's certificate. All of them share one key, because making a key takes time.
  static Draft intermediate() {
    return authority("an intermediate", OF_INTERMEDIATES);
  }

  private static Draft authority(String name, KeyPair keys) {
    return new Draft(GeneralName.subject(name), keys)
        .with(Extension.authority())
        .with(Extension.keyUsage(Extension.KEY_CERT_SIGN | Extension.CRL_SIGN));
  }

  /// Adds the extension, in place of one of the same type if there is one.
  Draft with(Extension extension) {
    return without(extension).adding(extension);
  }

  /// Removes the extension of this type.
  Draft without(Extension extension) {
    extensions.removeIf(there -> there.oid().equals(extension.oid()));
    return this;
  }

  /// Adds the extension, even if there is one of the same type.
  Draft adding(Extension extension) {
    extensions.add(extension);
    return this;
  }

  Draft subject(byte[] name) {
    subject = name;
    return this;
  }

  Draft keys(KeyPair other) {
    keys = other;
    return this;
  }

  Draft version(int number) {
    version = number;
    return this;
  }

  Draft serial(byte... number) {
    serial = number;
    return this;
  }

  /// Sets the dates, counted in days from today.
  Draft valid(int fromDay, int toDay) {
    return valid(day(fromDay), day(toDay));
  }

  Draft valid(byte[] from, byte[] to) {
    notBefore = from;
    notAfter = to;
    return this;
  }

  static byte[] day(int fromToday) {
    return Der.time(Instant.now().plus(Duration.ofDays(fromToday)));
  }

  /// Names this issuer, although another one signs.
  Draft issuer(byte[] name) {
    issuer = Optional.of(name);
    return this;
  }

  Draft algorithm(Algorithm other) {
    algorithm = Optional.of(other);
    return this;
  }

  /// Names this algorithm beside the signature, but not in the part that is signed.
  Draft outerAlgorithm(Algorithm other) {
    outerAlgorithm = Optional.of(other);
    return this;
  }

  /// Makes one bit of the signature wrong, as if the issuer had not signed.
  Draft forged() {
    forged = true;
    return this;
  }

  Issued selfSigned() {
    return signedBy(new Issued(new byte[0], subject, keys));
  }

  Issued signedBy(Issued authority) {
    Algorithm used = algorithm.orElseGet(() -> Algorithm.of(authority.keys()));
    byte[] signed = toBeSigned(used, authority);
    byte[] signature = used.sign(authority.keys(), signed);
    if (forged) {
      signature[signature.length - 1] ^= 1;
    }
    byte[] der = Der.sequence(signed, outerAlgorithm.orElse(used).der(), Der.bits(signature));
    return new Issued(der, subject, keys);
  }

  private byte[] toBeSigned(Algorithm used, Issued authority) {
    byte[] all = Der.sequence(extensions.stream().map(Extension::der).toArray(byte[][]::new));
    return Der.sequence(
        version == 1 ? new byte[0] : Der.context(0, Der.integer(version - 1)),
        Der.integer(serial),
        used.der(),
        issuer.orElse(authority.subject()),
        Der.sequence(notBefore, notAfter),
        subject,
        keys.getPublic().getEncoded(),
        extensions.isEmpty() ? new byte[0] : Der.context(3, all));
  }
}
