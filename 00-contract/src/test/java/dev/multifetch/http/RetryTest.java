package dev.multifetch.http;

import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.FailureKind.CONNECT_FAILED;
import static dev.multifetch.http.Dialogue.failed;
import static dev.multifetch.http.Dialogue.fetch;
import static dev.multifetch.http.Dialogue.fetched;
import static dev.multifetch.http.Dialogue.head;
import static dev.multifetch.http.Dialogue.sent;
import static dev.multifetch.http.Dialogue.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.http.Step.Send;
import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {

  private final IOException closed = new IOException("closed by the server");

  private final UrlFetch fetch = started("http://a.example/");

  @Test
  void r41_theFirstRequestMayGoOutOnAnyConnection() {
    assertThat(((Send) fetch("http://a.example/").start()).onFreshConnection()).isFalse();
  }

  @Test
  void r41_aStaleConnectionIsRetriedOnAFreshOneWithTheSameRequest() {
    UrlFetch retried = fetch("http://a.example/x");
    Request first = sent(retried.start());

    assertThat(retried.failed(closed, true)).isEqualTo(new Send(first, true));
  }

  @Test
  void r41_theRetrySucceedsSilently() {
    fetch.failed(closed, true);

    assertThat(fetched(fetch.head(head(204))).status()).isEqualTo(204);
  }

  @Test
  void r41_thereIsOneRetryOnly() {
    fetch.failed(closed, true);

    assertThat(failed(fetch.failed(closed, true)).kind()).isEqualTo(CONNECTION_LOST);
  }

  @Test
  void r41_behindAnInterimResponseThereIsNoRetry() {
    fetch.head(head(103));

    assertThat(failed(fetch.failed(closed, true)).kind()).isEqualTo(CONNECTION_LOST);
  }

  @Test
  void r41_insideABodyThereIsNoRetry() {
    fetch.head(head(200, "Content-Length: 5"));

    assertThat(failed(fetch.failed(closed, true)).kind()).isEqualTo(CONNECTION_LOST);
  }

  @Test
  void r41_insideTheBodyOfARedirectItIsFollowedAndNotRetried() {
    fetch.head(head(302, "Content-Length: 5", "Location: /x"));

    assertThat(sent(fetch.failed(closed, true)).target()).isEqualTo("/x");
  }

  @Test
  void r41_aConnectionThatWasNotStaleIsNotRetried() {
    assertThat(failed(fetch.failed(closed, false)).kind()).isEqualTo(CONNECTION_LOST);
  }

  @Test
  void r41_anotherFaultIsNotRetried() {
    assertThat(failed(fetch.failed(new ConnectException("refused"), true)).kind())
        .isEqualTo(CONNECT_FAILED);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 503})
  void r41_noStatusIsRetried(int status) {
    assertThat(fetched(fetch.head(head(status, "Content-Length: 0", "Retry-After: 0"))).status())
        .isEqualTo(status);
  }

  @Test
  void r41_eachHopHasItsOwnRetry() {
    fetch.failed(closed, true);
    fetch.head(head(302, "Content-Length: 0", "Location: /x"));

    assertThat(fetch.failed(closed, true))
        .isInstanceOfSatisfying(Send.class, send -> assertThat(send.onFreshConnection()).isTrue());
  }

  @Test
  void r41_theRetryOfAHopGoesWhereTheHopWent() {
    fetch.head(head(302, "Content-Length: 0", "Location: http://b.example/x"));

    Request retried = sent(fetch.failed(closed, true));
    assertThat(retried.origin().host()).isEqualTo("b.example");
    assertThat(retried.target()).isEqualTo("/x");
  }

  @Test
  void aStaleConnectionIsNotReusable() {
    fetch.head(head(302, "Content-Length: 0", "Location: /x"));
    fetch.failed(closed, true);

    assertThat(fetch.connectionReusable()).isFalse();
  }
}
