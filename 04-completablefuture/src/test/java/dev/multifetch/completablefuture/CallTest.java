package dev.multifetch.completablefuture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Headers;
import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.Step;
import dev.multifetch.http.UrlFetch;
import java.net.URI;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallTest {

  private static final URI URL = URI.create("http://origin.test/");

  private final AsyncClient client = new AsyncClient(FetchOptions.defaults());
  private final Batch batch = client.begin();
  private final Call call = batch.begin(0, URL);

  @AfterEach
  void close() {
    batch.close();
    client.close();
  }

  @Test
  void aDefectIsTheOutcome() {
    assertThat(call.defect(new CompletionException(new OutOfMemoryError("on purpose"))))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.INTERNAL);
              assertThat(failed.detail()).contains("on purpose").doesNotContain("Completion");
            });
  }

  @Test
  void aDefectInTheBodyOfARedirectIsTheOutcomeToo() {
    Headers fields = Headers.NONE.with("Location", "/next").with("Content-Length", "9");
    assertThat(call.head(new ResponseHead(true, 302, fields))).isEqualTo(Step.Receive.MORE);

    assertThat(call.defect(new AssertionError("on purpose")))
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.kind()).isEqualTo(FailureKind.INTERNAL));
  }

  @Test
  void anOutcomeThatIsThereStands() {
    call.end(UrlFetch::timedOut);

    assertThat(call.defect(new AssertionError("too late")))
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.kind()).isEqualTo(FailureKind.TIMED_OUT));
  }
}
