package dev.multifetch.conformance.certificates;

import static dev.multifetch.conformance.certificates.Authorities.SHA1_ROOT;
import static dev.multifetch.conformance.certificates.CertificateCase.HOST;
import static dev.multifetch.conformance.certificates.CertificateCase.Topic.FORMS;
import static dev.multifetch.conformance.certificates.Clause.ALGORITHMS;
import static dev.multifetch.conformance.certificates.Clause.ANCHOR;
import static dev.multifetch.conformance.certificates.Clause.CRITICAL;
import static dev.multifetch.conformance.certificates.Clause.EXTENSIONS;
import static dev.multifetch.conformance.certificates.Clause.NOT_CRITICAL;
import static dev.multifetch.conformance.certificates.Clause.NO_OLD_HASH;
import static dev.multifetch.conformance.certificates.Clause.ONCE;
import static dev.multifetch.conformance.certificates.Clause.POLICY;
import static dev.multifetch.conformance.certificates.Clause.POSSESSION;
import static dev.multifetch.conformance.certificates.Clause.SAME_ALGORITHM;
import static dev.multifetch.conformance.certificates.Clause.SERIAL;
import static dev.multifetch.conformance.certificates.Clause.STRENGTH;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Keys, signatures and extensions.
final class FormCases {

  private static final String ANY_POLICY = "2.5.29.32.0";

  private static final String LENIENT_KEYS = "the JDK refuses RSA keys below 1,024 bits";
  private static final String LENIENT_HASHES =
      "the JDK refuses SHA-1 below its own authorities, and not below yours";

  private FormCases() {}

  static List<CertificateCase> all() {
    return Stream.of(keys(), signatures(), extensions(), policies(), numbers())
        .flatMap(List::stream)
        .toList();
  }

  private static List<CertificateCase> keys() {
    return List.of(
        trusted(
            "p384",
            "A key on P-384",
            ALGORITHMS,
            () -> Chain.of(server().keys(Keys.ec("secp384r1")))),
        trusted(
            "ed25519",
            "A key for Ed25519",
            ALGORITHMS,
            () -> Chain.of(server().keys(Keys.ed25519()))),
        trusted(
            "rsa-2048",
            "An RSA key of 2,048 bits",
            STRENGTH,
            () -> Chain.of(server().keys(Rsa.INTERMEDIATE.keys()))),
        refused(
                "rsa-1024",
                "An RSA key of 1,024 bits",
                STRENGTH,
                () -> Chain.of(server().keys(Keys.rsa(1024))))
            .otherwise(LENIENT_KEYS),
        refused(
            "rsa-512",
            "An RSA key of 512 bits",
            STRENGTH,
            () -> Chain.of(server().keys(Keys.rsa(512)))),
        refused(
                "rsa-1024-intermediate",
                "An intermediate with an RSA key of 1,024 bits",
                STRENGTH,
                () -> Chain.below(Draft.intermediate().keys(Keys.rsa(1024))))
            .otherwise(LENIENT_KEYS),
        refused(
            "not-its-key",
            "The server signs with another key",
            POSSESSION,
            () -> new Chain(Chain.of(server()).certificates(), Keys.ec("secp256r1"))));
  }

  private static List<CertificateCase> signatures() {
    return List.of(
        trusted(
            "rsa-sha256",
            "Signed with RSA and SHA-256",
            ALGORITHMS,
            () -> Chain.of(server().signedBy(Rsa.INTERMEDIATE), Rsa.INTERMEDIATE)),
        trusted(
            "rsa-pss",
            "Signed with RSA-PSS",
            ALGORITHMS,
            () ->
                Chain.of(
                    server().algorithm(Algorithm.RSA_PSS).signedBy(Rsa.INTERMEDIATE),
                    Rsa.INTERMEDIATE)),
        refused(
                "rsa-sha1",
                "Signed with RSA and SHA-1",
                NO_OLD_HASH,
                () ->
                    Chain.of(
                        server().algorithm(Algorithm.RSA_SHA1).signedBy(Rsa.INTERMEDIATE),
                        Rsa.INTERMEDIATE))
            .otherwise(LENIENT_HASHES),
        refused(
            "rsa-md5",
            "Signed with RSA and MD5",
            NO_OLD_HASH,
            () ->
                Chain.of(
                    server().algorithm(Algorithm.RSA_MD5).signedBy(Rsa.INTERMEDIATE),
                    Rsa.INTERMEDIATE)),
        refused(
                "sha1-intermediate",
                "An intermediate signed with SHA-1",
                NO_OLD_HASH,
                () -> Chain.below(Draft.intermediate().algorithm(Algorithm.ECDSA_SHA1)))
            .otherwise(LENIENT_HASHES),
        trusted(
            "sha1-root",
            "A root that signed itself with SHA-1",
            ANCHOR,
            () -> Chain.of(server().signedBy(SHA1_ROOT))),
        refused(
            "two-algorithms",
            "One algorithm inside and another beside the signature",
            SAME_ALGORITHM,
            () -> Chain.of(server().outerAlgorithm(Algorithm.ECDSA_SHA1))));
  }

  private static List<CertificateCase> extensions() {
    Extension unknown = Extension.unknown();
    Extension critical = unknown.marked(true);
    return List.of(
        trusted(
            "unknown",
            "An extension that nobody knows",
            NOT_CRITICAL,
            () -> Chain.of(server().with(unknown))),
        refused(
            "unknown-critical",
            "The same, critical",
            CRITICAL,
            () -> Chain.of(server().with(critical))),
        refused(
            "unknown-critical-of-intermediate",
            "An intermediate has it, critical",
            CRITICAL,
            () -> Chain.below(Draft.intermediate().with(critical))),
        refused(
            "names-twice",
            "The host's name in a second extension of names",
            ONCE,
            () -> Chain.of(Draft.server("other.test").adding(Extension.dnsNames(HOST)))),
        refused(
            "unknown-twice",
            "An unknown extension twice",
            ONCE,
            () -> Chain.of(server().adding(unknown).adding(unknown))),
        refused(
            "mark-twice",
            "An intermediate has basic constraints twice",
            ONCE,
            () ->
                Chain.below(
                    Draft.intermediate()
                        .with(Extension.authority(0))
                        .adding(Extension.authority()))),
        refused(
            "extensions-in-version-1",
            "Version 1 with extensions",
            EXTENSIONS,
            () -> Chain.of(server().version(1))));
  }

  private static List<CertificateCase> policies() {
    return List.of(
        trusted(
            "policy-critical",
            "A policy, critical",
            NOT_CRITICAL,
            () -> Chain.of(server().with(Extension.policy("1.3.6.1.4.1.55738.1").marked(true)))),
        trusted(
            "policy-required",
            "A policy is required, and each has it",
            POLICY,
            () ->
                Chain.below(
                    Draft.intermediate()
                        .with(Extension.explicitPolicy())
                        .with(Extension.policy(ANY_POLICY)),
                    server().with(Extension.policy("1.3.6.1.4.1.55738.1")))),
        refused(
            "policy-required-and-missing",
            "A policy is required, and there is none",
            POLICY,
            () -> Chain.below(Draft.intermediate().with(Extension.explicitPolicy()))));
  }

  private static List<CertificateCase> numbers() {
    return List.of(
        trusted(
            "serial-zero", "Serial number 0", SERIAL, () -> Chain.of(server().serial((byte) 0))),
        trusted(
            "serial-negative",
            "Serial number -1",
            SERIAL,
            () -> Chain.of(server().serial((byte) -1))));
  }

  /// Made when the first case needs it: its keys take longer to make than all others together.
  private static final class Rsa {
    static final Issued INTERMEDIATE =
        Draft.authority("an intermediate of RSA").keys(Keys.rsa(2048)).signedBy(Authorities.ROOT);
  }

  private static Draft server() {
    return Draft.server(HOST);
  }

  private static CertificateCase trusted(
      String id, String what, Clause clause, Supplier<Chain> chain) {
    return CertificateCase.trusted(FORMS, id, what, clause, chain);
  }

  private static CertificateCase refused(
      String id, String what, Clause clause, Supplier<Chain> chain) {
    return CertificateCase.refused(FORMS, id, what, clause, chain);
  }
}
