package dev.multifetch.conformance.certificates;

import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A kind of certificate, and whether the RFCs let a client trust it. Kinds that the RFCs leave to
/// the client are not among them.
///
/// @param id a short name
/// @param what what is special about the certificate, or about those beside it
/// @param host the host of the URL that is asked for
/// @param trusted whether a client must trust it, or must not
/// @param clause the sentence that says so
/// @param otherwise why every variant decides against the RFCs, or empty if none does
public record CertificateCase(
    Topic topic,
    String id,
    String what,
    String host,
    boolean trusted,
    Clause clause,
    String otherwise,
    Supplier<Chain> chain) {

  static final String HOST = "www.origin.test";

  /// What is special about a certificate.
  public enum Topic {
    NAMES,
    PATHS,
    DATES,
    USAGES,
    CONSTRAINTS,
    FORMS
  }

  private static final List<CertificateCase> ALL =
      Stream.of(
              NameCases.all(),
              PathCases.all(),
              AuthorityCases.all(),
              DateCases.all(),
              UsageCases.all(),
              ConstraintCases.all(),
              OtherConstraintCases.all(),
              FormCases.all())
          .flatMap(List::stream)
          .toList();

  /// Every kind, topic by topic.
  public static List<CertificateCase> all() {
    return ALL;
  }

  static List<CertificateCase> about(Topic topic) {
    return ALL.stream().filter(one -> one.topic() == topic).toList();
  }

  static CertificateCase trusted(
      Topic topic, String id, String what, Clause clause, Supplier<Chain> chain) {
    return new CertificateCase(topic, id, what, HOST, true, clause, "", once(chain));
  }

  static CertificateCase refused(
      Topic topic, String id, String what, Clause clause, Supplier<Chain> chain) {
    return new CertificateCase(topic, id, what, HOST, false, clause, "", once(chain));
  }

  /// Made at the first use, and then kept: all variants of a JVM are shown the same.
  private static Supplier<Chain> once(Supplier<Chain> chain) {
    return new Supplier<>() {
      private List<Chain> made = List.of();

      @Override
      public synchronized Chain get() {
        if (made.isEmpty()) {
          made = List.of(chain.get());
        }
        return made.getFirst();
      }
    };
  }

  /// The same case, with this host in the URL.
  CertificateCase at(String other) {
    return new CertificateCase(topic, id, what, other, trusted, clause, otherwise, chain);
  }

  /// The same case, where all variants decide against the RFCs, for this reason.
  CertificateCase otherwise(String why) {
    return new CertificateCase(topic, id, what, host, trusted, clause, why, chain);
  }

  /// Whether we expect a variant to trust it.
  boolean due() {
    return trusted == otherwise.isEmpty();
  }

  /// A server that presents it, and has an answer for a client that trusts it.
  ScriptedServer serve() {
    String address = host.startsWith("[") ? "::1" : "127.0.0.1";
    return ScriptedServer.startAt(address, chain.get().tls(), Scripts.always(Scripts.OK));
  }

  @Override
  public String toString() {
    return id;
  }
}
