package dev.multifetch.http;

import static dev.multifetch.http.Dialogue.head;
import static dev.multifetch.http.Dialogue.piece;
import static dev.multifetch.http.Dialogue.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetchOptions;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a listener is told of one URL.
class DecisionsTest {

  private final List<String> told = new ArrayList<>();
  private final FetchOptions options = telling(FetchOptions.builder()).build();

  private FetchOptions.Builder telling(FetchOptions.Builder builder) {
    return builder.decisions((index, url, decision) -> told.add(decision));
  }

  @Test
  void aRedirectToAnotherOriginAndItsAnswer() {
    UrlFetch fetch = started("http://a.example/x", options);
    fetch.head(head(302, "Location: http://b.example/y", "Content-Length: 0"));
    fetch.head(head(200, "Content-Length: 4"));
    fetch.body(piece("good"));
    fetch.end();

    assertThat(told)
        .containsExactly(
            "asks for http://a.example/x",
            "answered with status 302; the connection stays open",
            "redirected to http://b.example/y, another origin: fields with credentials stay behind"
                + " (R32)",
            "asks for http://b.example/y",
            "answered with status 200; the connection stays open",
            "the body is whole: 4 bytes");
  }

  @Test
  void aRedirectWithinAnOrigin_andAConnectionThatWillBeClosed() {
    UrlFetch fetch = started("http://a.example/x", options);
    fetch.head(head(302, "Location: /y", "Content-Length: 0", "Connection: close"));

    assertThat(told)
        .contains(
            "answered with status 302; the connection will be closed",
            "redirected to http://a.example/y");
  }

  @Test
  void aStaleConnection() {
    UrlFetch fetch = started("http://a.example/", options);
    fetch.failed(new IOException("closed by the server"), true);

    assertThat(told)
        .contains("the server had closed this connection before: asks again on a new one (R41)");
  }

  @Test
  void aFurtherAttemptThatFails() {
    UrlFetch fetch =
        new UrlFetch(
            7, URI.create("http://a.example/"), 2, false, Optional.empty(), options, () -> 0);
    fetch.start();
    fetch.cancelled();

    assertThat(told)
        .containsExactly(
            "asks for http://a.example/, attempt 2",
            "failed: CANCELLED, not finished when the fetcher was closed");
  }

  @Test
  void codingsThatWereUndone_andThoseThatStay() {
    String[] packed = {"Content-Encoding: gzip", "Content-Length: 0"};
    started("http://a.example/", options).head(head(200, packed));
    started("http://a.example/", telling(FetchOptions.builder().decoding(false)).build())
        .head(head(200, packed));

    assertThat(told).contains("the body is whole: 0 bytes, without gzip");
    assertThat(told).contains("the body is whole: 0 bytes");
  }

  @Test
  void nobodyIsToldUnlessAListenerAsks() {
    started("http://a.example/", FetchOptions.defaults()).cancelled();

    assertThat(told).isEmpty();
  }

  /// It only watches.
  @Test
  void aListenerThatThrowsCostsNoOutcome() {
    FetchOptions throwing =
        FetchOptions.builder()
            .decisions(
                (_, _, _) -> {
                  throw new IllegalStateException("mine");
                })
            .build();
    assertThat(started("http://a.example/", throwing).cancelled()).isInstanceOf(Step.Done.class);
  }
}
