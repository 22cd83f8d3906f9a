package dev.multifetch.conformance.reference;

import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Headers;
import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.http.FetchException;
import dev.multifetch.http.Request;
import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.UrlFetch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// R18 to R28 where more is taken than may be, or less than must be.
final class BrokenLeniency {

  private static final int NULS = 9; // more than a member of gzip can end in

  private BrokenLeniency() {}

  static Stream<Broken> all() {
    return Stream.concat(framing(), codings());
  }

  private static Stream<Broken> framing() {
    return Stream.of(
        Broken.by(
            Rule.R18,
            "drops-fields-whose-names-are-no-tokens",
            "\"field name X@\" should become",
            options ->
                new ReferenceFetcher(
                    new Codec(options) {
                      @Override
                      Headers withLine(Headers headers, String line) throws IOException {
                        return line.startsWith("X@:") ? headers : super.withLine(headers, line);
                      }
                    })),
        Broken.by(
            Rule.R21,
            "reads-a-size-into-a-long",
            "\"chunk size \"10000000000000005\"\" should become",
            options ->
                new ReferenceFetcher(
                    new Codec(options) {
                      @Override
                      long chunkSize(String line) throws IOException {
                        return super.chunkSize(line.replaceFirst("^10000000000000005", "5"));
                      }
                    })),
        Broken.by(
            Rule.R21,
            "refuses-a-size-with-a-blank",
            "\"chunk sizes before \" \"\" should become",
            options ->
                new ReferenceFetcher(
                    new Codec(options) {
                      @Override
                      long chunkSize(String line) throws IOException {
                        if (line.endsWith(" ")) {
                          throw new ProtocolException("a blank behind a size");
                        }
                        return super.chunkSize(line);
                      }
                    })),
        Broken.by(
            Rule.R25,
            "has-no-long-for-a-length",
            "\"length \"9223372036854775808\"\" should become",
            options ->
                changing(
                    options,
                    "Content-Length",
                    length -> length.matches("[0-9]{19,}") ? "no long" : length)));
  }

  private static Stream<Broken> codings() {
    return Stream.of(
        Broken.by(
            Rule.R27,
            "skips-the-checksum-of-a-header",
            "\"gzip with a wrong checksum of the header\" should become",
            options -> new ReferenceFetcher(new SkipsHeaderChecksum(options))),
        Broken.by(
            Rule.R27,
            "takes-padding-for-damage",
            "\"gzip with NULs after it\" should become",
            options -> new ReferenceFetcher(new RefusesPadding(options))),
        Broken.by(
            Rule.R28,
            "knows-no-coding-by-the-name-of-none",
            "\"coding \"none\"\" should become",
            options ->
                changing(
                    options, "Content-Encoding", coding -> coding.replaceAll("none", "other"))));
  }

  private static ReferenceFetcher changing(
      FetchOptions options, String name, UnaryOperator<String> value) {
    return new ReferenceFetcher(
        new Codec(options) {
          @Override
          ResponseHead shown(ResponseHead head, Request request) {
            Headers shown = Headers.NONE;
            for (Headers.Field field : head.headers()) {
              boolean meant = field.name().equalsIgnoreCase(name);
              shown = shown.with(field.name(), meant ? value.apply(field.value()) : field.value());
            }
            return new ResponseHead(head.http11(), head.status(), shown);
          }
        });
  }

  /// Takes the flag FHCRC, and the two bytes that it announces, out of a member.
  private static final class SkipsHeaderChecksum extends Codec {
    SkipsHeaderChecksum(FetchOptions options) {
      super(options);
    }

    @Override
    ResponseHead shown(ResponseHead head, Request request) {
      return new ResponseHead(
          head.http11(),
          head.status(),
          isGzip(head)
              ? head.headers().without("Content-Length"::equalsIgnoreCase)
              : head.headers());
    }

    @Override
    InputStream body(Link link, ResponseHead head) throws IOException {
      InputStream body = super.body(link, head);
      return isGzip(head) ? new ByteArrayInputStream(without(body.readAllBytes())) : body;
    }

    private static boolean isGzip(ResponseHead head) {
      return head.headers().members("Content-Encoding").equals(List.of("gzip"));
    }

    private static byte[] without(byte[] coded) {
      if (coded.length < 12 || coded[3] != 2) { // FHCRC and no other flag
        return coded;
      }
      byte[] less = Arrays.copyOf(coded, coded.length - 2);
      less[3] = 0;
      System.arraycopy(coded, 12, less, 10, coded.length - 12);
      return less;
    }
  }

  /// Wants nothing but members.
  private static final class RefusesPadding extends Codec {
    RefusesPadding(FetchOptions options) {
      super(options);
    }

    @Override
    Next read(InputStream body, UrlFetch fetch) throws IOException {
      byte[] all = body.readAllBytes();
      int end = all.length;
      while (end > 0 && all[end - 1] == 0) {
        end--;
      }
      if (end > 0 && all.length - end >= NULS) {
        throw new FetchException(FailureKind.UNDECODABLE, "NULs after it");
      }
      return super.read(new ByteArrayInputStream(all), fetch);
    }
  }
}
