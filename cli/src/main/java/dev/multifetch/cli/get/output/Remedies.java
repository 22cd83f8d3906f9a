package dev.multifetch.cli.get.output;

import dev.multifetch.FailureKind;
import java.util.List;

/// Names the option that changes a limit, after the failure that the limit caused. The models know
/// no options.
public final class Remedies {

  /// @param words a part of the failure's detail; may be empty
  private record Remedy(FailureKind kind, String words, String option) {}

  private static final List<Remedy> ALL =
      List.of(
          new Remedy(
              FailureKind.INVALID_URL,
              "user name or password in the URL",
              "--netrc does that for its host, and -u USER:PASSWORD for every host"),
          new Remedy(
              FailureKind.TLS_FAILED,
              "no trusted authority",
              "--cacert FILE or --ca-native names others to trust, --insecure trusts anybody"),
          new Remedy(
              FailureKind.TLS_FAILED, "the certificate", "--insecure accepts it all the same"),
          new Remedy(
              FailureKind.TLS_FAILED,
              "is not TLS",
              "for a server without TLS write http:// instead of https://"),
          new Remedy(FailureKind.UNDECODABLE, "", "--raw takes the body as it is sent"),
          new Remedy(FailureKind.TOO_LARGE, "body is over", "--max-body SIZE allows more"),
          new Remedy(FailureKind.TIMED_OUT, "not finished within", "--timeout TIME allows more"),
          new Remedy(FailureKind.TIMED_OUT, "nothing came for", "--stall-timeout TIME allows more"),
          new Remedy(
              FailureKind.TIMED_OUT, "not connected within", "--connect-timeout TIME allows more"),
          new Remedy(FailureKind.REDIRECT_REFUSED, "over ", "--max-redirects N allows more"),
          new Remedy(
              FailureKind.PROXY_FAILED,
              "asks for a user name and a password",
              "--proxy http://USER:PASSWORD@HOST:PORT gives them"),
          new Remedy(
              FailureKind.CONNECT_FAILED,
              "Too many open files",
              "fetch fewer at once with -j, or raise the limit with ulimit -n"));

  private Remedies() {}

  /// The detail of a failure, with the option if there is one.
  public static String with(FailureKind kind, String detail) {
    return ALL.stream()
        .filter(remedy -> remedy.kind == kind && detail.contains(remedy.words))
        .findFirst()
        .map(remedy -> detail + "; " + remedy.option)
        .orElse(detail);
  }
}
