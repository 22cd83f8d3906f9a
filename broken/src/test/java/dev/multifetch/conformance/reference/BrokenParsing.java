package dev.multifetch.conformance.reference;

import dev.multifetch.FetchOptions;
import dev.multifetch.Headers;
import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.http.Request;
import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.UrlFetch;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// R12 to R33 where a response is taken for another, broken.
final class BrokenParsing {

  private static final Set<String> KNOWN_CODINGS = Set.of("gzip", "x-gzip", "deflate", "identity");

  private BrokenParsing() {}

  static Stream<Broken> all() {
    return Stream.concat(heads(), bodies());
  }

  private static Stream<Broken> heads() {
    return Stream.of(
        Broken.by(
            Rule.R12,
            "no-brackets",
            "Host: ::1",
            options ->
                new ReferenceFetcher(
                    new Codec(options) {
                      @Override
                      String head(Request request) {
                        return super.head(request).replaceFirst("Host: \\[(.*)]", "Host: $1");
                      }
                    })),
        Broken.by(
            Rule.R14,
            "does-not-wait-for-the-lf",
            "byte by byte was",
            options -> new ReferenceFetcher(new ImpatientForLf(options))),
        Broken.by(
            Rule.R16,
            "guesses-at-a-status-line",
            "\"HTTP/0.9\" should become",
            options ->
                new ReferenceFetcher(
                    new Codec(options) {
                      @Override
                      ResponseHead readHead(Link link) throws IOException {
                        try {
                          return super.readHead(link);
                        } catch (ProtocolException unreadable) {
                          return new ResponseHead(
                              true, 200, Headers.NONE.with("Content-Length", "0"));
                        }
                      }
                    })),
        Broken.by(
            Rule.R18,
            "joins-duplicates",
            "\"b, a, b\"",
            options -> showing(options, BrokenParsing::joined)),
        Broken.by(
            Rule.R18,
            "skips-what-it-cannot-read",
            "\"field line no colon\" should become",
            options ->
                new ReferenceFetcher(
                    new Codec(options) {
                      @Override
                      Headers withLine(Headers headers, String line) throws IOException {
                        try {
                          return super.withLine(headers, line);
                        } catch (ProtocolException unreadable) {
                          return headers;
                        }
                      }
                    })));
  }

  private static Stream<Broken> bodies() {
    return Stream.of(
        Broken.by(
            Rule.R19,
            "the-end-behind-a-chunk-is-the-end",
            "cut after",
            options -> new ReferenceFetcher(new EndsBehindChunk(options))),
        Broken.by(
            Rule.R22,
            "the-first-length-counts",
            "\"lengths 5 and 6\" should become",
            options -> showing(options, BrokenParsing::firstLength)),
        Broken.by(
            Rule.R22,
            "a-coding-beats-a-length",
            "\"a length, then a coding\" should become",
            options ->
                showing(
                    options,
                    headers ->
                        headers.first("Transfer-Encoding").isEmpty()
                            ? headers
                            : headers.without("Content-Length"::equalsIgnoreCase))),
        Broken.by(
            Rule.R28,
            "an-unknown-coding-is-none",
            "\"coding br\" should become",
            options ->
                showing(
                    options,
                    headers ->
                        KNOWN_CODINGS.containsAll(headers.members("Content-Encoding"))
                            ? headers
                            : headers.without("Content-Encoding"::equalsIgnoreCase))),
        Broken.by(
            Rule.R33,
            "drains-what-leads-elsewhere",
            "bytes of a redirect's body sent",
            options ->
                new ReferenceFetcher(
                    new Codec(options) {
                      @Override
                      Next read(InputStream body, UrlFetch fetch) throws IOException {
                        Next next = super.read(body, fetch);
                        try {
                          body.transferTo(OutputStream.nullOutputStream());
                        } catch (IOException end) {
                          // no matter how
                        }
                        return next;
                      }
                    })));
  }

  private static ReferenceFetcher showing(FetchOptions options, UnaryOperator<Headers> changed) {
    return new ReferenceFetcher(
        new Codec(options) {
          @Override
          ResponseHead shown(ResponseHead head, Request request) {
            return new ResponseHead(head.http11(), head.status(), changed.apply(head.headers()));
          }
        });
  }

  private static Headers joined(Headers headers) {
    Headers joined = Headers.NONE;
    for (Headers.Field field : headers) {
      if (joined.first(field.name()).isEmpty()) {
        joined = joined.with(field.name(), String.join(", ", headers.values(field.name())));
      }
    }
    return joined;
  }

  private static Headers firstLength(Headers headers) {
    Optional<String> first = headers.first("Content-Length");
    return first.isEmpty()
        ? headers
        : headers.without("Content-Length"::equalsIgnoreCase).with("Content-Length", first.get());
  }

  /// Takes the CR of an old status line for a bare one if its LF has not come yet.
  private static final class ImpatientForLf extends Codec {
    ImpatientForLf(FetchOptions options) {
      super(options);
    }

    @Override
    String readLine(Link link, int limit) throws IOException {
      StringBuilder line = new StringBuilder();
      for (int next = link.read(); next != '\n'; next = link.read()) {
        if (next < 0) {
          throw new EOFException("connection closed inside a line");
        }
        if (next == '\r' && line.indexOf("HTTP/1.0") == 0 && !link.surplus()) {
          throw new ProtocolException("a bare CR");
        }
        line.append((char) next);
      }
      return line.toString().replaceFirst("\r$", "");
    }
  }

  /// Takes the end of the connection for the end of a body if a chunk has come to its own.
  private static final class EndsBehindChunk extends Codec {
    EndsBehindChunk(FetchOptions options) {
      super(options);
    }

    @Override
    InputStream body(Link link, ResponseHead head) throws IOException {
      return new FilterInputStream(super.body(link, head)) {
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          try {
            return super.read(bytes, offset, length);
          } catch (EOFException e) {
            if (String.valueOf(e.getMessage()).contains("behind a chunk")) {
              return -1;
            }
            throw e;
          }
        }
      };
    }
  }
}
