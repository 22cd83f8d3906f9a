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
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.URI;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// R13 to R27, broken.
final class BrokenResponses {

  private BrokenResponses() {}

  static Stream<Broken> all() {
    return Stream.concat(heads(), bodies());
  }

  private static Stream<Broken> heads() {
    return Stream.of(
        Broken.by(
            Rule.R13,
            "adds-accept-language",
            "Accept-Language: en",
            options ->
                new ReferenceFetcher(
                    new Codec(options) {
                      @Override
                      String head(Request request) {
                        return super.head(request)
                            .replaceFirst("\r\n\r\n$", "\r\nAccept-Language: en\r\n\r\n");
                      }
                    })),
        Broken.by(
            Rule.R13,
            "decodes-the-path",
            "/a/b/~user/",
            options ->
                new ReferenceFetcher(
                    new Codec(options) {
                      @Override
                      String head(Request request) {
                        URI decoded = URI.create("http://host" + request.target());
                        return super.head(
                            new Request(
                                "GET", request.origin(), decoded.getPath(), request.headers()));
                      }
                    })),
        Broken.by(
            Rule.R14,
            "half-a-head",
            "Fetched[",
            options ->
                new ReferenceFetcher(
                    new Codec(options) {
                      @Override
                      String readLine(Link link, int limit) throws IOException {
                        try {
                          return super.readLine(link, limit);
                        } catch (EOFException end) {
                          if (limit == options.maxHeadBytes()) { // no status line, then
                            throw end;
                          }
                          return ""; // the end of the head, it believes
                        }
                      }
                    })),
        Broken.by(
            Rule.R15,
            "skips-interim-heads-for-ever",
            "Fetched[",
            options ->
                new ReferenceFetcher(
                    new Codec(options) {
                      @Override
                      ResponseHead readHead(Link link) throws IOException {
                        ResponseHead head = super.readHead(link);
                        while (head.status() == 100 || head.status() == 103) {
                          head = super.readHead(link);
                        }
                        return head;
                      }
                    })),
        Broken.by(
            Rule.R17,
            "hangs-up-without-saying-why",
            "CONNECTION_LOST",
            options ->
                new ReferenceFetcher(
                    new Codec(options) {
                      @Override
                      String readLine(Link link, int limit) throws IOException {
                        try {
                          return super.readLine(link, limit);
                        } catch (FetchException tooLarge) {
                          throw new EOFException(tooLarge.getMessage());
                        }
                      }
                    })),
        Broken.by(
            Rule.R17,
            "limit-of-its-own",
            "head is over 65536",
            options ->
                new ReferenceFetcher(
                    new Codec(options) {
                      @Override
                      String readLine(Link link, int limit) throws IOException {
                        int used = options.maxHeadBytes() - limit;
                        if (used > 65_536) {
                          throw new FetchException(FailureKind.TOO_LARGE, "head is over 65536");
                        }
                        return super.readLine(link, limit);
                      }
                    })));
  }

  private static Stream<Broken> bodies() {
    return Stream.of(
        Broken.by(
            Rule.R19,
            "the-end-is-the-end",
            "Fetched[",
            options -> new ReferenceFetcher(new TakesForEnd(options, EOFException.class))),
        Broken.by(
            Rule.R20,
            "pools-what-is-left-over",
            "poison",
            options ->
                new ReferenceFetcher(
                    new Links(options) {
                      @Override
                      boolean surplus(Link link) {
                        return false;
                      }
                    })),
        Broken.by(
            Rule.R21,
            "reads-a-signed-size",
            "-5\"\" should become",
            options ->
                new ReferenceFetcher(
                    new Codec(options) {
                      @Override
                      long chunkSize(String line) throws IOException {
                        return super.chunkSize(line.startsWith("-") ? line.substring(1) : line);
                      }
                    })),
        Broken.by(
            Rule.R23,
            "a-reset-is-an-end",
            "Fetched[",
            options -> new ReferenceFetcher(new TakesForEnd(options, SocketException.class))),
        Broken.by(
            Rule.R24,
            "keeps-what-the-server-closes",
            "connections after HTTP/1.1 200 OK\r\nConnection: close",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  boolean reusable(UrlFetch fetch) {
                    return true;
                  }
                }),
        Broken.by(
            Rule.R25,
            "drains-what-is-too-large",
            "bytes sent before the client hung up",
            options ->
                new ReferenceFetcher(
                    new Codec(options) {
                      @Override
                      Next read(InputStream body, UrlFetch fetch) throws IOException {
                        Next next = super.read(body, fetch);
                        body.transferTo(OutputStream.nullOutputStream());
                        return next;
                      }
                    })),
        Broken.by(
            Rule.R26,
            "decodes-all-and-then-looks",
            "bytes allocated over a bomb",
            options ->
                new ReferenceFetcher(
                    new OwnGunzip(options) {
                      @Override
                      InputStream body(Link link, ResponseHead head) throws IOException {
                        return new ByteArrayInputStream(super.body(link, head).readAllBytes());
                      }
                    })),
        Broken.by(
            Rule.R27,
            "damage-is-a-lost-connection",
            "CONNECTION_LOST",
            options -> new ReferenceFetcher(new OwnGunzip(options))));
  }

  /// Takes an exception for the end of a body.
  private static final class TakesForEnd extends Codec {
    private final Class<? extends IOException> end;

    TakesForEnd(FetchOptions options, Class<? extends IOException> end) {
      super(options);
      this.end = end;
    }

    @Override
    InputStream body(Link link, ResponseHead head) throws IOException {
      return new FilterInputStream(super.body(link, head)) {
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          try {
            return super.read(bytes, offset, length);
          } catch (IOException e) {
            if (end.isInstance(e)) {
              return -1;
            }
            throw e;
          }
        }
      };
    }
  }

  /// Decodes gzip with the JDK's stream.
  static class OwnGunzip extends Codec {
    OwnGunzip(FetchOptions options) {
      super(options);
    }

    @Override
    ResponseHead shown(ResponseHead head, Request request) {
      Headers plain =
          head.headers()
              .without(
                  name ->
                      name.equalsIgnoreCase("Content-Encoding")
                          || name.equalsIgnoreCase("Content-Length"));
      return new ResponseHead(head.http11(), head.status(), plain);
    }

    @Override
    InputStream body(Link link, ResponseHead head) throws IOException {
      InputStream body = super.body(link, head);
      return head.headers().members("Content-Encoding").contains("gzip")
          ? new GZIPInputStream(body)
          : body;
    }
  }
}
