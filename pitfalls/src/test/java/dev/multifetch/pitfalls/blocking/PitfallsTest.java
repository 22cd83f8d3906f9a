package dev.multifetch.pitfalls.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.FirstAttempt;
import dev.multifetch.conformance.rules.Rule;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PitfallsTest {

  @Test
  void r02_anErrorStatusIsTakenForAFailure() throws IOException {
    List<String> said =
        new FirstAttempt("open-stream", _ -> new OpenStreamFetcher())
            .judgedBy("r02_everyFaultIsAFailedAndLeavesTheOthersAlone");
    assertThat(said).singleElement().asString().contains("Server returned HTTP response code: 500");
  }

  @Test
  void r26_aBombReachesTheHeap() throws IOException {
    List<String> said =
        new FirstAttempt("read-all-bytes", ReadAllBytesFetcher::new).judgedBy(Rule.R26);
    assertThat(said).singleElement().asString().contains("200, 268435456 bytes"); // of 256 KiB sent
  }

  @Test
  void r34_aByteNowAndThenKeepsItWaiting() throws IOException {
    List<String> said =
        new FirstAttempt("read-timeout", ReadTimeoutFetcher::new)
            .judgedBy("r34_aServerThatDripsTimesOutInHeadAndBody");
    assertThat(said).singleElement().asString().contains("should be TIMED_OUT");
  }

  @Test
  void r32_theTokenGoesWhereverARedirectLeads() throws IOException {
    List<String> said =
        new FirstAttempt("token-along", TokenAlongFetcher::new)
            .judgedBy("r32_credentialsStayWithTheirOrigin");
    assertThat(said).singleElement().asString().contains("Authorization: secret");
  }

  @Test
  void r36_anInterruptIsCaughtAndForgotten() throws IOException {
    List<String> said =
        new FirstAttempt("swallowed-interrupt", _ -> new SwallowedInterruptFetcher())
            .oneAfterAnother()
            .judgedBy("r36_anInterruptEndsTheCall");
    assertThat(said).singleElement().asString().contains("within 250 ms");
  }

  @Test
  void r01_equalUrlsGetTheSameIndex() throws IOException {
    List<String> said =
        new FirstAttempt("index-of", _ -> new IndexOfFetcher())
            .oneAfterAnother()
            .judgedBy("r01_everyIndexIsHandedOverOnce");
    assertThat(said).singleElement().asString().contains("indices of the outcomes of 10 URLs");
  }

  @Test
  void r46_anyHostMayAnswerForAnyOther() throws IOException {
    List<String> said =
        new FirstAttempt("any-host", AnyHostFetcher::new)
            .judgedBy("r46_aCertificateForAnotherHostFails");
    assertThat(said).singleElement().asString().contains("should be TLS_FAILED", "Fetched[");
  }

  @Test
  void r56_halfAFileGetsTheNameOfAWholeOne() throws IOException {
    List<String> said =
        new FirstAttempt("closed-file", ClosedFileFetcher::new)
            .oneAfterAnother()
            .judgedBy("r56_whatFailsLeavesNoFile");
    assertThat(said).singleElement().asString().contains("bytes of the file of an earlier run");
  }
}
