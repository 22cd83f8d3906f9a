package dev.multifetch.conformance.certificates;

import static dev.multifetch.conformance.certificates.Authorities.EXPIRED_ROOT;
import static dev.multifetch.conformance.certificates.CertificateCase.HOST;
import static dev.multifetch.conformance.certificates.CertificateCase.Topic.DATES;
import static dev.multifetch.conformance.certificates.Clause.ANCHOR;
import static dev.multifetch.conformance.certificates.Clause.BOTH_TIMES;
import static dev.multifetch.conformance.certificates.Clause.CENTURY;
import static dev.multifetch.conformance.certificates.Clause.NO_EXPIRY;

import java.util.List;
import java.util.function.Supplier;

/// When each link of a chain is valid.
final class DateCases {

  private static final byte[] IN_1950 = Der.utcTime("500101000000Z");
  private static final byte[] IN_2049 = Der.utcTime("491231235959Z");

  private DateCases() {}

  static List<CertificateCase> all() {
    return List.of(
        refused("expired", "It expired yesterday", () -> Chain.of(server().valid(-3, -1))),
        refused(
            "not-yet-valid", "It is valid from tomorrow on", () -> Chain.of(server().valid(1, 3))),
        refused(
            "intermediate-expired",
            "The intermediate expired yesterday",
            () -> Chain.below(Draft.intermediate().valid(-3, -1))),
        refused(
            "intermediate-not-yet-valid",
            "The intermediate is valid from tomorrow on",
            () -> Chain.below(Draft.intermediate().valid(1, 3))),
        trusted(
            "root-expired",
            "The root expired yesterday",
            ANCHOR,
            () -> Chain.of(server().signedBy(EXPIRED_ROOT))),
        trusted(
            "outlives-intermediate",
            "It outlives its intermediate",
            Clause.DATES,
            () -> Chain.below(Draft.intermediate().valid(-2, 1))),
        trusted(
            "without-end",
            "It has no known end",
            NO_EXPIRY,
            () -> Chain.of(server().valid(Draft.day(-2), Der.generalizedTime("99991231235959Z")))),
        trusted(
            "early-long-years",
            "Years of four digits before 2050",
            BOTH_TIMES,
            () ->
                Chain.of(
                    server()
                        .valid(
                            Der.generalizedTime("20200101000000Z"),
                            Der.generalizedTime("20491231235959Z")))),
        trusted(
            "from-1950",
            "Valid since 1950, in two digits",
            CENTURY,
            () -> Chain.of(server().valid(IN_1950, IN_2049))),
        CertificateCase.refused(
            DATES,
            "until-1950",
            "Valid until 1950, in two digits",
            CENTURY,
            () -> Chain.of(server().valid(IN_1950, IN_1950))));
  }

  private static Draft server() {
    return Draft.server(HOST);
  }

  private static CertificateCase trusted(
      String id, String what, Clause clause, Supplier<Chain> chain) {
    return CertificateCase.trusted(DATES, id, what, clause, chain);
  }

  private static CertificateCase refused(String id, String what, Supplier<Chain> chain) {
    return CertificateCase.refused(DATES, id, what, Clause.DATES, chain);
  }
}
