package dev.multifetch.conformance.certificates;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.certificates.CertificateCase.Topic;
import dev.multifetch.conformance.rules.Lab;
import dev.multifetch.conformance.servers.ScriptedServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Shows the certificates of one topic to one variant, and records which ones the variant trusts.
/// The record is written to `target/certificates/TOPIC/VARIANT.tsv`, for the documents.
final class CertificateRun {

  private final Lab lab;
  private final Topic topic;
  private final List<Judgement> judgements = new ArrayList<>();

  private CertificateRun(Lab lab, Topic topic) {
    this.lab = lab;
    this.topic = topic;
  }

  /// The outcome of one case.
  record Judgement(CertificateCase of, Outcome outcome, int requests) {

    /// A certificate counts as refused only if the client sent no request.
    boolean asDue() {
      return switch (outcome) {
        case Fetched _ -> of.due() && requests == 1;
        case Failed failed -> !of.due() && failed.kind() == FailureKind.TLS_FAILED && requests == 0;
      };
    }

    String words() {
      return switch (outcome) {
        case Fetched _ -> "trusted";
        case Failed failed when failed.kind() == FailureKind.TLS_FAILED -> "refused";
        case Failed failed -> failed.kind().name();
      };
    }

    @Override
    public String toString() {
      return "%s: due was %s, was %s after %d requests (%s)"
          .formatted(of, of.due() ? "trusted" : "refused", outcome, requests, of.clause());
    }
  }

  /// Fetches from all of them in one batch. Each certificate has its own server.
  static CertificateRun of(Lab lab, Topic topic) throws InterruptedException {
    CertificateRun run = new CertificateRun(lab, topic);
    List<CertificateCase> cases = CertificateCase.about(topic);
    List<ScriptedServer> servers = new ArrayList<>();
    List<URI> urls = new ArrayList<>();
    for (CertificateCase one : cases) {
      ScriptedServer server = lab.closing(one.serve());
      servers.add(server);
      urls.add(server.url(one.host(), "/"));
    }
    Fetcher fetcher = lab.open(lab.options().sslContext(Authorities.trust()));
    for (Outcome outcome : fetcher.fetchAll(urls)) {
      int at = (int) outcome.index();
      int requests = servers.get(at).requests().size();
      run.judgements.add(new Judgement(cases.get(at), outcome, requests));
    }
    return run;
  }

  List<Judgement> surprises() {
    return judgements.stream().filter(seen -> !seen.asDue()).toList();
  }

  void write() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "certificates", topic.name()));
    Files.write(
        folder.resolve(lab.variant() + ".tsv"),
        judgements.stream().map(CertificateRun::line).toList());
  }

  /// The kind and the verdict of the RFCs, then the verdict of the variant.
  private static String line(Judgement seen) {
    CertificateCase of = seen.of();
    return String.join(
        "\t",
        of.id(),
        of.what(),
        of.clause().toString(),
        of.trusted() ? "trusted" : "refused",
        of.otherwise(),
        seen.words());
  }
}
