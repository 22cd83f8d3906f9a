package dev.multifetch.http;

import static dev.multifetch.http.Dialogue.failed;
import static dev.multifetch.http.Dialogue.head;
import static dev.multifetch.http.Dialogue.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetchOptions;
import dev.multifetch.http.Step.Moved;
import dev.multifetch.http.Step.Send;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A URL that stays at its origin until the frontier lets it go on at another.
class MovedTest {

  private final UrlFetch fetch =
      new UrlFetch(
          7,
          URI.create("http://a.example/"),
          1,
          true,
          Optional.empty(),
          FetchOptions.defaults(),
          () -> 0);

  @BeforeEach
  void started() {
    sent(fetch.start());
  }

  private static ResponseHead redirect(String location) {
    return head(302, "Content-Length: 0", "Location: " + location);
  }

  @Test
  void aRedirectWithinTheOriginIsFollowed() {
    assertThat(fetch.head(redirect("/x"))).isInstanceOf(Send.class);
  }

  @Test
  void aRedirectToAnotherOriginIsGivenBack() {
    URI onward = URI.create("http://b.example/y");
    assertThat(fetch.head(redirect(onward.toString())))
        .isEqualTo(new Moved(new Origin(false, "b.example", 80), onward));

    Request request = sent(fetch.resume());
    assertThat(request.origin().host()).isEqualTo("b.example");
    assertThat(request.target()).isEqualTo("/y");
  }

  @Test
  void aUrlThatEndsMeanwhileDoesNotGoOn() {
    fetch.head(redirect("http://b.example/y"));

    Step done = fetch.timedOut();

    assertThat(fetch.resume()).isSameAs(done);
    assertThat(failed(done).detail()).startsWith("after 1 redirect, at http://b.example/y: ");
  }
}
