package dev.multifetch.conformance.certificates;

import static dev.multifetch.conformance.certificates.CertificateCase.HOST;
import static dev.multifetch.conformance.certificates.CertificateCase.Topic.CONSTRAINTS;
import static dev.multifetch.conformance.certificates.Clause.EXCLUDED;
import static dev.multifetch.conformance.certificates.Clause.INTERSECTION;
import static dev.multifetch.conformance.certificates.Clause.NO_COMMON_NAME;
import static dev.multifetch.conformance.certificates.Clause.PERMITTED;
import static dev.multifetch.conformance.certificates.Clause.SUBTREE;

import java.util.List;
import java.util.stream.Stream;

/// Which DNS names an intermediate may certify.
final class ConstraintCases {

  private ConstraintCases() {}

  static List<CertificateCase> all() {
    return Stream.of(names(), levels()).flatMap(List::stream).toList();
  }

  private static List<CertificateCase> names() {
    return List.of(
        trusted("permitted", "`origin.test` is permitted", PERMITTED, permitted("origin.test")),
        trusted("permitted-itself", "The host is permitted", SUBTREE, permitted(HOST)),
        trusted(
            "permitted-in-capitals",
            "`ORIGIN.TEST` is permitted",
            SUBTREE,
            permitted("ORIGIN.TEST")),
        trusted(
            "permitted-one-of-two",
            "`other.test` and `origin.test` are permitted",
            PERMITTED,
            permitted("other.test", "origin.test")),
        refused("permitted-other", "`other.test` is permitted", PERMITTED, permitted("other.test")),
        refused(
            "permitted-part-of-label",
            "`rigin.test` is permitted",
            SUBTREE,
            permitted("rigin.test")),
        refused(
            "permitted-other-not-critical",
            "`other.test` is permitted, not critically",
            PERMITTED,
            middle(Extension.permitted(GeneralName.dns("other.test")).marked(false))),
        trusted("excluded-other", "`other.test` is excluded", EXCLUDED, excluded("other.test")),
        refused("excluded", "`origin.test` is excluded", EXCLUDED, excluded("origin.test")),
        CertificateCase.refused(
            CONSTRAINTS,
            "second-name-outside",
            "The second of two names is outside of what is permitted",
            PERMITTED,
            () -> Chain.below(permitted("origin.test"), Draft.server(HOST, "other.test"))),
        CertificateCase.trusted(
            CONSTRAINTS,
            "common-name-outside",
            "A common name like a host's is outside of what is permitted",
            NO_COMMON_NAME,
            () ->
                Chain.below(
                    permitted("origin.test"),
                    Draft.server(HOST).subject(GeneralName.subject("other.test")))));
  }

  private static List<CertificateCase> levels() {
    return List.of(
        CertificateCase.refused(
            CONSTRAINTS,
            "upper-permits-other",
            "The upper of two intermediates permits `other.test`",
            PERMITTED,
            () -> two(permitted("other.test"), Draft.authority("a lower intermediate"))),
        CertificateCase.refused(
            CONSTRAINTS,
            "lower-permits-more",
            "The upper permits `other.test`, the lower `origin.test`",
            INTERSECTION,
            () ->
                two(
                    permitted("other.test"),
                    Draft.authority("a lower intermediate")
                        .with(Extension.permitted(GeneralName.dns("origin.test"))))),
        CertificateCase.trusted(
            CONSTRAINTS,
            "lower-permits-less",
            "The upper permits `origin.test`, the lower `www.origin.test`",
            INTERSECTION,
            () ->
                two(
                    permitted("origin.test"),
                    Draft.authority("a lower intermediate")
                        .with(Extension.permitted(GeneralName.dns("www.origin.test"))))),
        CertificateCase.trusted(
                CONSTRAINTS,
                "lower-named-like-a-host",
                "The lower's common name is `lower`, and the upper permits `origin.test`",
                NO_COMMON_NAME,
                () -> two(permitted("origin.test"), Draft.authority("lower")))
            .otherwise("the JDK takes a common name for a DNS name where there is no other"));
  }

  private static Chain two(Draft upper, Draft lower) {
    Issued above = upper.signedBy(Authorities.ROOT);
    Issued below = lower.signedBy(above);
    return Chain.of(Draft.server(HOST).signedBy(below), below, above);
  }

  private static Draft permitted(String... names) {
    return middle(Extension.permitted(dns(names)));
  }

  private static Draft excluded(String... names) {
    return middle(Extension.excluded(dns(names)));
  }

  private static byte[][] dns(String... names) {
    return Stream.of(names).map(GeneralName::dns).toArray(byte[][]::new);
  }

  private static Draft middle(Extension constraints) {
    return Draft.intermediate().with(constraints);
  }

  private static CertificateCase trusted(String id, String what, Clause clause, Draft middle) {
    return CertificateCase.trusted(CONSTRAINTS, id, what, clause, () -> Chain.below(middle));
  }

  private static CertificateCase refused(String id, String what, Clause clause, Draft middle) {
    return CertificateCase.refused(CONSTRAINTS, id, what, clause, () -> Chain.below(middle));
  }
}
