package dev.multifetch.conformance.certificates;

import static dev.multifetch.conformance.certificates.CertificateCase.HOST;
import static dev.multifetch.conformance.certificates.CertificateCase.Topic.NAMES;
import static dev.multifetch.conformance.certificates.Clause.ADDRESS;
import static dev.multifetch.conformance.certificates.Clause.ANY_NAME;
import static dev.multifetch.conformance.certificates.Clause.ASCII;
import static dev.multifetch.conformance.certificates.Clause.A_LABEL;
import static dev.multifetch.conformance.certificates.Clause.DNS_NAME;
import static dev.multifetch.conformance.certificates.Clause.EMPTY_SUBJECT;
import static dev.multifetch.conformance.certificates.Clause.FOUR_OCTETS;
import static dev.multifetch.conformance.certificates.Clause.NAMES_THERE;
import static dev.multifetch.conformance.certificates.Clause.NO_COMMON_NAME;
import static dev.multifetch.conformance.certificates.Clause.ONE_LABEL;
import static dev.multifetch.conformance.certificates.Clause.WILDCARD;

import java.util.List;
import java.util.stream.Stream;

/// Whose certificate it is.
final class NameCases {

  private static final String IDN = "xn--bcher-kva.origin.test"; // bücher
  private static final String V4 = "127.0.0.1";
  private static final String V6 = "[::1]";

  private NameCases() {}

  static List<CertificateCase> all() {
    return Stream.of(names(), wildcards(), internationalNames(), addresses(), subjects())
        .flatMap(List::stream)
        .toList();
  }

  private static List<CertificateCase> names() {
    return List.of(
        good("name", "The host's name", DNS_NAME, HOST),
        good("name-in-capitals", "The host's name in capitals", DNS_NAME, "WWW.ORIGIN.TEST"),
        good("second-name", "The host's name is the second of two", ANY_NAME, "other.test", HOST),
        bad("other-name", "Another host's name", DNS_NAME, "other.test"),
        bad("parent-name", "The name of the domain above", DNS_NAME, "origin.test"),
        bad("name-ends-so", "A name that ends like the host's", DNS_NAME, "xwww.origin.test"),
        bad(
            "name-with-nul",
            "The host's name, a NUL and another name",
            ASCII,
            HOST + "\0.evil.test"),
        bad("name-after-blank", "The host's name after a blank", ASCII, " " + HOST),
        bad("name-of-domain-with-dot", "`.origin.test`", ASCII, ".origin.test"),
        bad("uri", "The host in a URI", DNS_NAME, GeneralName.uri("https://www.origin.test/")));
  }

  private static List<CertificateCase> wildcards() {
    return List.of(
        good("wildcard", "`*.origin.test`", ONE_LABEL, "*.origin.test"),
        good("wildcard-of-short-name", "`*.test` for `origin.test`", ONE_LABEL, "*.test")
            .at("origin.test"),
        bad("wildcard-for-parent", "`*.origin.test` for `origin.test`", ONE_LABEL, "*.origin.test")
            .at("origin.test"),
        bad("wildcard-for-two", "`*.test` for `www.origin.test`", ONE_LABEL, "*.test"),
        bad("wildcard-alone", "`*` for `www.origin.test`", ONE_LABEL, "*"),
        bad("wildcard-inside", "`www.*.test`", WILDCARD, "www.*.test"),
        bad("two-wildcards", "`*.*.test`", WILDCARD, "*.*.test"),
        bad("wildcard-at-end-of-label", "`w*.origin.test`", WILDCARD, "w*.origin.test"),
        bad("wildcard-at-begin-of-label", "`*w.origin.test`", WILDCARD, "*w.origin.test"),
        bad("wildcard-in-label", "`w*w.origin.test`", WILDCARD, "w*w.origin.test"));
  }

  private static List<CertificateCase> internationalNames() {
    return List.of(
        good("a-label", "An A-label for the same", A_LABEL, IDN).at(IDN),
        good("wildcard-for-a-label", "`*.origin.test` for an A-label", ONE_LABEL, "*.origin.test")
            .at(IDN),
        bad("u-label", "A U-label, in UTF-8", ASCII, "bücher.origin.test").at(IDN),
        bad("wildcard-in-a-label", "`xn--*.origin.test`", WILDCARD, "xn--*.origin.test").at(IDN));
  }

  private static List<CertificateCase> addresses() {
    return List.of(
        good("ipv4", "The host's address", ADDRESS, GeneralName.ip(V4)).at(V4),
        bad("ipv4-other", "Another address", ADDRESS, GeneralName.ip("127.0.0.2")).at(V4),
        bad("ipv4-as-dns-name", "The address as a DNS name", ADDRESS, V4).at(V4),
        bad("ipv4-mapped", "The address within IPv6", ADDRESS, mapped())
            .at(V4)
            .otherwise("the JDK hands it out as the address of IPv4"),
        bad("ipv4-of-name", "The address that the name leads to", DNS_NAME, GeneralName.ip(V4)),
        bad("ipv4-and-mask", "The address with a mask", FOUR_OCTETS, withMask()).at(V4),
        bad("ipv4-of-three", "Three octets", FOUR_OCTETS, GeneralName.ip(new byte[] {127, 0, 0}))
            .at(V4),
        good("ipv6", "The host's address of IPv6", ADDRESS, GeneralName.ip("::1")).at(V6),
        bad("ipv6-other", "Another address of IPv6", ADDRESS, GeneralName.ip("::2")).at(V6));
  }

  private static byte[] mapped() {
    byte[] mapped = new byte[16];
    System.arraycopy(new byte[] {-1, -1, 127, 0, 0, 1}, 0, mapped, 10, 6);
    return GeneralName.ip(mapped);
  }

  private static byte[] withMask() {
    return GeneralName.ips(V4, "255.255.255.255");
  }

  private static List<CertificateCase> subjects() {
    return List.of(
        refused("common-name", "The host as common name alone", NO_COMMON_NAME, onlySubject(HOST)),
        refused(
            "common-name-beside",
            "The same beside another name",
            NO_COMMON_NAME,
            Draft.server("other.test").subject(GeneralName.subject(HOST))),
        refused(
            "common-name-beside-uri",
            "The same beside a URI",
            NO_COMMON_NAME,
            onlySubject(HOST).with(Extension.names(GeneralName.uri("https://www.origin.test/")))),
        refused(
                "common-name-is-address",
                "An address as common name",
                NO_COMMON_NAME,
                onlySubject(V4))
            .at(V4),
        refused(
            "no-names",
            "The extension without a name in it",
            NAMES_THERE,
            onlySubject(HOST).with(Extension.names())),
        trusted(
            "empty-subject",
            "No subject, and critical names",
            EMPTY_SUBJECT,
            Draft.server(HOST).subject(Der.sequence()).with(Extension.dnsNames(HOST).marked(true))),
        refused(
            "empty-subject-not-critical",
            "No subject, and names that are not critical",
            EMPTY_SUBJECT,
            Draft.server(HOST).subject(Der.sequence())));
  }

  private static Draft onlySubject(String commonName) {
    return Draft.nameless().subject(GeneralName.subject(commonName));
  }

  private static CertificateCase good(String id, String what, Clause clause, String... names) {
    return trusted(id, what, clause, Draft.server(names));
  }

  private static CertificateCase good(String id, String what, Clause clause, byte[] name) {
    return trusted(id, what, clause, Draft.nameless().with(Extension.names(name)));
  }

  private static CertificateCase bad(String id, String what, Clause clause, String name) {
    return refused(id, what, clause, Draft.server(name));
  }

  private static CertificateCase bad(String id, String what, Clause clause, byte[] name) {
    return refused(id, what, clause, Draft.nameless().with(Extension.names(name)));
  }

  private static CertificateCase trusted(String id, String what, Clause clause, Draft draft) {
    return CertificateCase.trusted(NAMES, id, what, clause, () -> Chain.of(draft));
  }

  private static CertificateCase refused(String id, String what, Clause clause, Draft draft) {
    return CertificateCase.refused(NAMES, id, what, clause, () -> Chain.of(draft));
  }
}
