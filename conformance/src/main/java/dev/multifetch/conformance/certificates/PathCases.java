package dev.multifetch.conformance.certificates;

import static dev.multifetch.conformance.certificates.Authorities.INTERMEDIATE;
import static dev.multifetch.conformance.certificates.Authorities.ROOT;
import static dev.multifetch.conformance.certificates.Authorities.STRANGER;
import static dev.multifetch.conformance.certificates.CertificateCase.HOST;
import static dev.multifetch.conformance.certificates.CertificateCase.Topic.PATHS;
import static dev.multifetch.conformance.certificates.Clause.ANY_ORDER;
import static dev.multifetch.conformance.certificates.Clause.FIRST;
import static dev.multifetch.conformance.certificates.Clause.ISSUER;
import static dev.multifetch.conformance.certificates.Clause.PATH;
import static dev.multifetch.conformance.certificates.Clause.SIGNATURE;
import static dev.multifetch.conformance.certificates.Clause.STEPS;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// How a certificate leads to an authority that is trusted, or does not.
final class PathCases {

  private PathCases() {}

  static List<CertificateCase> all() {
    return Stream.of(links(), orders(), crosses(), issuers()).flatMap(List::stream).toList();
  }

  private static List<CertificateCase> links() {
    return List.of(
        trusted("of-root", "The root signed it", PATH, () -> Chain.of(leaf(ROOT))),
        trusted(
            "of-intermediate",
            "An intermediate signed it",
            PATH,
            () -> Chain.of(Draft.server(HOST))),
        trusted("eight-intermediates", "Eight intermediates", PATH, () -> line(8, false)),
        refused(
            "intermediate-missing",
            "The intermediate is not sent",
            PATH,
            () -> Chain.of(leaf(INTERMEDIATE))),
        refused(
            "of-stranger",
            "An authority that nobody trusts",
            PATH,
            () -> Chain.of(leaf(STRANGER), STRANGER)),
        refused(
            "self-signed",
            "It signed itself",
            PATH,
            () -> Chain.of(Draft.server(HOST).selfSigned())));
  }

  private static List<CertificateCase> orders() {
    return List.of(
        trusted(
            "wrong-order",
            "Three intermediates, the upper one first",
            ANY_ORDER,
            () -> line(3, true)),
        trusted(
            "stranger-between",
            "Another authority's certificate between",
            ANY_ORDER,
            () -> Chain.of(leaf(INTERMEDIATE), STRANGER, INTERMEDIATE)),
        trusted(
            "root-too",
            "The root is sent, too",
            ANY_ORDER,
            () -> Chain.of(leaf(INTERMEDIATE), INTERMEDIATE, ROOT)),
        refused("not-first", "The intermediate comes first", FIRST, PathCases::intermediateFirst));
  }

  private static Chain intermediateFirst() {
    Issued server = leaf(INTERMEDIATE);
    return new Chain(List.of(INTERMEDIATE.der(), server.der()), server.keys());
  }

  /// Several certificates for the same name and key, from different issuers.
  private static List<CertificateCase> crosses() {
    return List.of(
        trusted(
            "cross-signed-stranger-first",
            "The same, the other one's first",
            PATH,
            () -> crossed(STRANGER, ROOT, 2)),
        trusted(
            "cross-signed-expired-first",
            "Two of the root's, the first expired",
            PATH,
            () -> crossed(ROOT, ROOT, -1)),
        refused("cross-signed-loop", "Two intermediates signed each other", PATH, PathCases::loop));
  }

  private static Chain crossed(Issued first, Issued second, int firstUntil) {
    Draft draft = Draft.authority("a crossed intermediate");
    Issued one = draft.valid(-2, firstUntil).signedBy(first);
    Issued other = draft.valid(-2, 2).signedBy(second);
    return Chain.of(leaf(one), one, other);
  }

  private static Chain loop() {
    Draft one = Draft.authority("one of the loop");
    Draft other = Draft.authority("other of the loop");
    Issued oneOfOther = one.signedBy(other.selfSigned());
    Issued otherOfOne = other.signedBy(one.selfSigned());
    return Chain.of(leaf(oneOfOther), oneOfOther, otherOfOne);
  }

  private static List<CertificateCase> issuers() {
    return List.of(
        refused(
            "other-issuer",
            "It names another issuer than signed it",
            ISSUER,
            () -> Chain.of(Draft.server(HOST).issuer(GeneralName.subject("nobody")))),
        refused(
            "other-key",
            "It names the intermediate, and another key signed it",
            SIGNATURE,
            () -> Chain.of(leaf(Draft.authority("the intermediate").selfSigned()), INTERMEDIATE)),
        refused(
            "false-root",
            "A root of the same name, with another key",
            SIGNATURE,
            PathCases::falseRoot),
        refused(
            "forged",
            "A bit of the signature is wrong",
            SIGNATURE,
            () -> Chain.of(Draft.server(HOST).forged())),
        trusted(
            "issuer-key-id",
            "It gives another id for the issuer's key",
            STEPS,
            () ->
                Chain.below(
                    Draft.intermediate().with(Extension.subjectKey("this")),
                    Draft.server(HOST).with(Extension.issuerKey("that")))));
  }

  private static Chain falseRoot() {
    Issued root = Draft.authority("the root").selfSigned();
    return Chain.of(leaf(root), root);
  }

  private static Issued leaf(Issued issuer) {
    return Draft.server(HOST).signedBy(issuer);
  }

  /// A chain of `length` intermediates. The server sends the lowest one first, or, if `down`, the
  /// highest one first.
  private static Chain line(int length, boolean down) {
    List<Issued> line = new ArrayList<>();
    Issued issuer = ROOT;
    for (int i = 0; i < length; i++) {
      issuer = Draft.authority("intermediate " + i).signedBy(issuer);
      line.add(issuer);
    }
    List<Issued> sent = down ? line : line.reversed();
    return Chain.of(leaf(issuer), sent.toArray(Issued[]::new));
  }

  private static CertificateCase trusted(
      String id, String what, Clause clause, Supplier<Chain> chain) {
    return CertificateCase.trusted(PATHS, id, what, clause, chain);
  }

  private static CertificateCase refused(
      String id, String what, Clause clause, Supplier<Chain> chain) {
    return CertificateCase.refused(PATHS, id, what, clause, chain);
  }
}
