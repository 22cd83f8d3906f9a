package dev.multifetch.conformance.certificates;

import static dev.multifetch.conformance.certificates.CertificateCase.HOST;
import static dev.multifetch.conformance.certificates.CertificateCase.Topic.USAGES;
import static dev.multifetch.conformance.certificates.Clause.MAY_SIGN;
import static dev.multifetch.conformance.certificates.Clause.NO_PURPOSE;
import static dev.multifetch.conformance.certificates.Clause.NO_USAGE;
import static dev.multifetch.conformance.certificates.Clause.PURPOSE;
import static dev.multifetch.conformance.certificates.Clause.SIGNS;
import static dev.multifetch.conformance.certificates.Clause.STEPS;
import static dev.multifetch.conformance.certificates.Extension.CLIENT_AUTH;
import static dev.multifetch.conformance.certificates.Extension.CODE_SIGNING;
import static dev.multifetch.conformance.certificates.Extension.CRL_SIGN;
import static dev.multifetch.conformance.certificates.Extension.KEY_CERT_SIGN;
import static dev.multifetch.conformance.certificates.Extension.KEY_ENCIPHERMENT;
import static dev.multifetch.conformance.certificates.Extension.SERVER_AUTH;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What a key may be used for.
final class UsageCases {

  private UsageCases() {}

  static List<CertificateCase> all() {
    return Stream.of(usages(), purposes(), authorities()).flatMap(List::stream).toList();
  }

  private static List<CertificateCase> usages() {
    return List.of(
        trusted(
            "usage-none",
            "No key usage",
            MAY_SIGN,
            () -> Chain.of(server().without(Extension.keyUsage(0)))),
        refused(
            "usage-encipherment",
            "Key usage keyEncipherment alone",
            MAY_SIGN,
            () -> Chain.of(server().with(Extension.keyUsage(KEY_ENCIPHERMENT)))),
        refused(
            "usage-cert-sign",
            "Key usage keyCertSign alone",
            MAY_SIGN,
            () -> Chain.of(server().with(Extension.keyUsage(KEY_CERT_SIGN)))),
        refused(
            "usage-empty",
            "A key usage without a bit",
            NO_USAGE,
            () -> Chain.of(server().with(Extension.keyUsage(0)))));
  }

  private static List<CertificateCase> purposes() {
    return List.of(
        trusted(
            "purpose-none",
            "No extended key usage",
            PURPOSE,
            () -> Chain.of(server().without(Extension.extendedKeyUsage()))),
        trusted(
            "purpose-both",
            "For servers and clients",
            PURPOSE,
            () -> Chain.of(server().with(Extension.extendedKeyUsage(CLIENT_AUTH, SERVER_AUTH)))),
        trusted(
            "purpose-critical",
            "For servers, critical",
            PURPOSE,
            () -> Chain.of(server().with(Extension.extendedKeyUsage(SERVER_AUTH).marked(true)))),
        refused(
            "purpose-client",
            "For clients alone",
            PURPOSE,
            () -> Chain.of(server().with(Extension.extendedKeyUsage(CLIENT_AUTH)))),
        refused(
            "purpose-code",
            "For signing code",
            PURPOSE,
            () -> Chain.of(server().with(Extension.extendedKeyUsage(CODE_SIGNING)))),
        refused(
            "purpose-empty",
            "An extended key usage without a purpose",
            NO_PURPOSE,
            () -> Chain.of(server().with(Extension.extendedKeyUsage()))));
  }

  private static List<CertificateCase> authorities() {
    return List.of(
        trusted(
            "authority-usage-none",
            "An intermediate without key usage",
            SIGNS,
            () -> Chain.below(Draft.intermediate().without(Extension.keyUsage(0)))),
        refused(
            "authority-usage-crl",
            "An intermediate for cRLSign alone",
            SIGNS,
            () -> Chain.below(Draft.intermediate().with(Extension.keyUsage(CRL_SIGN)))),
        trusted(
            "authority-purpose-client",
            "An intermediate for clients alone",
            STEPS,
            () -> Chain.below(Draft.intermediate().with(Extension.extendedKeyUsage(CLIENT_AUTH)))));
  }

  private static Draft server() {
    return Draft.server(HOST);
  }

  private static CertificateCase trusted(
      String id, String what, Clause clause, Supplier<Chain> chain) {
    return CertificateCase.trusted(USAGES, id, what, clause, chain);
  }

  private static CertificateCase refused(
      String id, String what, Clause clause, Supplier<Chain> chain) {
    return CertificateCase.refused(USAGES, id, what, clause, chain);
  }
}
