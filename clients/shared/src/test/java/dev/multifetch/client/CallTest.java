package dev.multifetch.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Headers;
import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.UrlFetch;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallTest {

  private static final URI URL = URI.create("http://origin.test/");

  private final Batches batches = new Batches("test", FetchOptions.defaults());
  private final Batch batch = batches.begin();
  private final Call call = batch.begin(0, URL);
  private final List<String> aborted = new ArrayList<>();

  @AfterEach
  void close() {
    batch.close();
    batches.close();
  }

  @Test
  void aDefectIsTheOutcome() {
    assertThat(call.defect(new OutOfMemoryError("on purpose")))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.INTERNAL);
              assertThat(failed.detail()).contains("on purpose");
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

  @Test
  void anEndAbortsTheInnermostFirst() {
    var _ = call.abortBy(() -> aborted.add("outer"));
    var _ = call.abortBy(() -> aborted.add("inner"));

    call.end(UrlFetch::cancelled);

    assertThat(aborted).containsExactly("inner", "outer");
  }

  @Test
  void aScopeThatIsClosedIsNotAborted() {
    try (var _ = call.abortBy(() -> aborted.add("connecting"))) {
      assertThat(aborted).isEmpty();
    }

    call.end(UrlFetch::cancelled);

    assertThat(aborted).isEmpty();
  }

  @Test
  void anAbortThatComesAfterTheEndRunsAtOnce() {
    call.end(UrlFetch::cancelled);

    var _ = call.abortBy(() -> aborted.add("too late to begin"));

    assertThat(aborted).containsExactly("too late to begin");
  }

  /// What was opened in the inner scope may only now be the outer one's to close.
  @Test
  void theOuterScopeRunsOnceMoreWhenTheInnerOneCloses() {
    var _ = call.abortBy(() -> aborted.add("connection"));
    try (var _ = call.abortBy(() -> aborted.add("socket"))) {
      call.end(UrlFetch::cancelled);
      aborted.clear();
    }

    assertThat(aborted).containsExactly("connection");
  }

  @Test
  void anAbortThatThrowsKeepsNoOuterOneFromItsTurn() {
    var _ = call.abortBy(() -> aborted.add("outer"));
    var _ =
        call.abortBy(
            () -> {
              throw new IllegalStateException("on purpose");
            });

    assertThatThrownBy(() -> call.end(UrlFetch::cancelled)).hasMessage("on purpose");

    assertThat(aborted).containsExactly("outer");
  }

  @Test
  void workThatHasBeenEndedDoesNotGoOn() {
    Next first = call.start();
    call.end(UrlFetch::timedOut);

    assertThat(call.orElse(first)).isInstanceOf(Step.Done.class);
  }
}
