package dev.multifetch.conformance.certificates;

import static dev.multifetch.conformance.certificates.CertificateCase.HOST;
import static dev.multifetch.conformance.certificates.CertificateCase.Topic.CONSTRAINTS;
import static dev.multifetch.conformance.certificates.Clause.EXCLUDED;
import static dev.multifetch.conformance.certificates.Clause.OTHER_TYPES;
import static dev.multifetch.conformance.certificates.Clause.PERMITTED;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Which addresses, subjects and other names than DNS names an intermediate may certify.
final class OtherConstraintCases {

  private static final String V4 = "127.0.0.1";
  private static final String V6 = "[::1]";

  private OtherConstraintCases() {}

  static List<CertificateCase> all() {
    return Stream.of(addresses(), subjects()).flatMap(List::stream).toList();
  }

  private static List<CertificateCase> addresses() {
    return List.of(
        address(
            "permitted-range",
            V4,
            true,
            PERMITTED,
            "127.0.0.0/8 is permitted",
            middle(Extension.permitted(loopback()))),
        address(
            "permitted-other-range",
            V4,
            false,
            PERMITTED,
            "10.0.0.0/8 is permitted",
            middle(Extension.permitted(ten()))),
        address(
            "excluded-range",
            V4,
            false,
            EXCLUDED,
            "127.0.0.0/8 is excluded",
            middle(Extension.excluded(loopback()))),
        address(
            "permitted-range-of-ipv6",
            V6,
            true,
            PERMITTED,
            "::/16 is permitted",
            middle(Extension.permitted(GeneralName.ips("::", "ffff::")))),
        address(
            "excluded-range-of-ipv6",
            V6,
            false,
            EXCLUDED,
            "::/16 is excluded",
            middle(Extension.excluded(GeneralName.ips("::", "ffff::")))),
        address(
            "permitted-range-of-ipv4",
            V6,
            false,
            PERMITTED,
            "127.0.0.0/8 is permitted, and the host is ::1",
            middle(Extension.permitted(loopback()))),
        address(
            "permitted-name-and-address",
            V4,
            true,
            OTHER_TYPES,
            "`origin.test` is permitted, and the host is an address",
            middle(Extension.permitted(GeneralName.dns("origin.test")))),
        CertificateCase.trusted(
            CONSTRAINTS,
            "permitted-range-and-name",
            "10.0.0.0/8 is permitted, and the host is a name",
            OTHER_TYPES,
            () -> Chain.below(middle(Extension.permitted(ten())))));
  }

  private static byte[] loopback() {
    return GeneralName.ips("127.0.0.0", "255.0.0.0");
  }

  private static byte[] ten() {
    return GeneralName.ips("10.0.0.0", "255.0.0.0");
  }

  private static CertificateCase address(
      String id, String host, boolean trusted, Clause clause, String what, Draft middle) {
    Draft server =
        Draft.nameless().with(Extension.names(GeneralName.ip(host.replaceAll("[\\[\\]]", ""))));
    Supplier<Chain> chain = () -> Chain.below(middle, server);
    return (trusted
            ? CertificateCase.trusted(CONSTRAINTS, id, what, clause, chain)
            : CertificateCase.refused(CONSTRAINTS, id, what, clause, chain))
        .at(host);
  }

  /// A constraint also counts for names that are not the host's, such as the subject.
  private static List<CertificateCase> subjects() {
    return List.of(
        CertificateCase.trusted(
            CONSTRAINTS,
            "subject-permitted",
            "The subject's organization is permitted",
            PERMITTED,
            () -> Chain.below(organization("ours"), ofOurs())),
        CertificateCase.refused(
            CONSTRAINTS,
            "subject-not-permitted",
            "Another organization is permitted",
            PERMITTED,
            () -> Chain.below(organization("theirs"), ofOurs())),
        CertificateCase.refused(
            CONSTRAINTS,
            "subject-excluded",
            "The subject's organization is excluded",
            EXCLUDED,
            () ->
                Chain.below(
                    middle(
                        Extension.excluded(
                            GeneralName.directory(GeneralName.organization("ours")))),
                    ofOurs())),
        CertificateCase.refused(
            CONSTRAINTS,
            "email-not-permitted",
            "An e-mail address beside the host is outside of what is permitted",
            PERMITTED,
            () ->
                Chain.below(
                    middle(Extension.permitted(GeneralName.email("origin.test"))),
                    beside(GeneralName.email("somebody@other.test")))),
        CertificateCase.refused(
            CONSTRAINTS,
            "uri-not-permitted",
            "A URI beside the host is outside of what is permitted",
            PERMITTED,
            () ->
                Chain.below(
                    middle(Extension.permitted(GeneralName.uri(".origin.test"))),
                    beside(GeneralName.uri("https://www.other.test/")))));
  }

  private static Draft organization(String name) {
    return middle(Extension.permitted(GeneralName.directory(GeneralName.organization(name))));
  }

  private static Draft ofOurs() {
    return Draft.server(HOST).subject(GeneralName.subject("ours", "a server"));
  }

  private static Draft beside(byte[] name) {
    return Draft.nameless().with(Extension.names(GeneralName.dns(HOST), name));
  }

  private static Draft middle(Extension constraints) {
    return Draft.intermediate().with(constraints);
  }
}
