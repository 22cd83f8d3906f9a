package dev.multifetch.conformance.certificates;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/// Names of the types that a certificate can have besides its subject (RFC 5280, section 4.2.1.6).
final class GeneralName {

  private GeneralName() {}

  static byte[] email(String address) {
    return Der.of(0x81, address.getBytes(StandardCharsets.US_ASCII));
  }

  /// A DNS name, which may have characters outside ASCII.
  static byte[] dns(String name) {
    return Der.of(0x82, name.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] uri(String uri) {
    return Der.of(0x86, uri.getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] ip(String literal) {
    return ip(InetAddress.ofLiteral(literal).getAddress());
  }

  static byte[] ip(byte[]... octets) {
    return Der.of(0x87, octets);
  }

  /// A range of addresses, in the form that a constraint needs.
  static byte[] ips(String literal, String mask) {
    return ip(
        InetAddress.ofLiteral(literal).getAddress(), InetAddress.ofLiteral(mask).getAddress());
  }

  static byte[] directory(byte[] subject) {
    return Der.context(4, subject);
  }

  /// The distinguished name of a subject that has one attribute, the common name.
  static byte[] subject(String commonName) {
    return Der.sequence(attribute("2.5.4.3", commonName));
  }

  /// The same, with an organization before the common name.
  static byte[] subject(String organization, String commonName) {
    return Der.sequence(attribute("2.5.4.10", organization), attribute("2.5.4.3", commonName));
  }

  /// The organization alone, in the form that a constraint needs.
  static byte[] organization(String name) {
    return Der.sequence(attribute("2.5.4.10", name));
  }

  private static byte[] attribute(String oid, String value) {
    return Der.set(Der.sequence(Der.oid(oid), Der.utf8(value)));
  }
}
