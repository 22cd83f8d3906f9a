package dev.multifetch.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Headers;
import java.net.URI;

/// Whatever a Location says leads to a URL that can be asked for, or is refused.
class LocationFuzzTest {

  private static final URI BASE = URI.create("https://a.example/b/c/d?q");

  @FuzzTest
  void whateverALocationSaysIsAUrlOrRefused(byte[] input) throws FetchException {
    Headers headers = Headers.NONE.with("Location", new String(input, ISO_8859_1));
    URI target;
    try {
      var onward = new Redirects(BASE, Headers.NONE, 1).next(new ResponseHead(true, 302, headers));
      if (onward.isEmpty()) {
        assertThat(new String(input, ISO_8859_1)).isBlank();
        return;
      }
      target = onward.get();
    } catch (FetchException e) {
      assertThat(e.kind()).isEqualTo(FailureKind.REDIRECT_REFUSED);
      return;
    }
    Request request = Request.of(target, FetchOptions.defaults(), Headers.NONE);
    assertThat(request.origin().secure()).as("still https").isTrue();
    assertThat(request.target()).startsWith("/").matches("[!-~]+").doesNotContain("#");
    assertThat(target.getRawUserInfo()).isNull();
    assertThat(URI.create(target.toString())).isEqualTo(target);
  }
}
