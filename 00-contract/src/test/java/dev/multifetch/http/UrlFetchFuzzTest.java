package dev.multifetch.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Whatever a server sends, a URL has one outcome, and how the bytes came in pieces does not
/// matter. An input is what the connections send one after another, each up to the byte 1E.
class UrlFetchFuzzTest {

  private static final byte NEXT = 0x1e;

  @FuzzTest
  void whateverAServerSendsIsOneOutcome(byte[] input) {
    List<byte[]> responses = split(input);
    Played atOnce = Played.of(responses, Integer.MAX_VALUE);

    assertThat(Played.of(responses, 1).verdict()).isEqualTo(atOnce.verdict());
    switch (atOnce.outcome()) {
      case Failed failed ->
          assertThat(failed.kind())
              .isIn(
                  FailureKind.CONNECTION_LOST,
                  FailureKind.MALFORMED_RESPONSE,
                  FailureKind.REDIRECT_REFUSED,
                  FailureKind.TOO_LARGE,
                  FailureKind.UNDECODABLE);
      case Fetched fetched -> {
        assertThat(fetched.status()).isBetween(200, 599);
        assertThat(fetched.body()).hasSizeLessThanOrEqualTo((int) Played.OPTIONS.maxBodyBytes());
      }
    }
    assertThat(atOnce.requests()).hasSizeLessThanOrEqualTo(1 + Played.OPTIONS.maxRedirects());
    checkRequests(atOnce.requests());
  }

  /// R13: what goes on the wire is one request each; R32: the secret goes to its origin alone.
  private static void checkRequests(List<Request> requests) {
    boolean strayed = false;
    for (Request request : requests) {
      strayed |= !request.origin().equals(requests.getFirst().origin());
      assertThat(request.target()).startsWith("/").matches("[!-~]+");
      assertThat(request.origin().hostField()).matches("[!-~]+");
      assertThat(request.headers().first("Authorization").isEmpty()).isEqualTo(strayed);
    }
  }

  private static List<byte[]> split(byte[] input) {
    List<byte[]> responses = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < input.length; i++) {
      if (input[i] == NEXT) {
        responses.add(Arrays.copyOfRange(input, from, i));
        from = i + 1;
      }
    }
    responses.add(Arrays.copyOfRange(input, from, input.length));
    return responses;
  }
}
