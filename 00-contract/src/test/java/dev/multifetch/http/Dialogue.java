package dev.multifetch.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Failed;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Headers;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Send;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The words in which a test talks with a [UrlFetch], in the part of a model.
final class Dialogue {

  private Dialogue() {}

  static UrlFetch fetch(String url) {
    return fetch(url, FetchOptions.defaults());
  }

  static UrlFetch fetch(String url, FetchOptions options) {
    return new UrlFetch(7, URI.create(url), options, () -> 0);
  }

  /// One whose first request is on its way.
  static UrlFetch started(String url) {
    return started(url, FetchOptions.defaults());
  }

  static UrlFetch started(String url, FetchOptions options) {
    UrlFetch fetch = fetch(url, options);
    sent(fetch.start());
    return fetch;
  }

  /// @param fields each as `Name: value`
  static ResponseHead head(int status, String... fields) {
    return new ResponseHead(true, status, headers(fields));
  }

  static ResponseHead http10(int status, String... fields) {
    return new ResponseHead(false, status, headers(fields));
  }

  static Headers headers(String... fields) {
    Headers headers = Headers.NONE;
    for (String field : fields) {
      int colon = field.indexOf(": ");
      headers = headers.with(field.substring(0, colon), field.substring(colon + 2));
    }
    return headers;
  }

  /// Latin-1, as on the wire: a byte for a character.
  static ByteBuffer piece(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// The request that a step asks for.
  static Request sent(Step step) {
    assertThat(step).isInstanceOf(Send.class);
    return ((Send) step).request();
  }

  static Fetched fetched(Step step) {
    assertThat(step).isInstanceOfSatisfying(Done.class, Dialogue::checkFetched);
    return (Fetched) ((Done) step).outcome();
  }

  static Failed failed(Step step) {
    assertThat(step).isInstanceOfSatisfying(Done.class, Dialogue::checkFailed);
    return (Failed) ((Done) step).outcome();
  }

  private static void checkFetched(Done done) {
    assertThat(done.outcome()).isInstanceOf(Fetched.class);
  }

  private static void checkFailed(Done done) {
    assertThat(done.outcome()).isInstanceOf(Failed.class);
  }
}
