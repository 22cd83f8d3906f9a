package dev.multifetch.pitfalls.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Fetcher;
import dev.multifetch.conformance.FirstAttempt;
import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PitfallsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// What Netty reports of each buffer that the garbage collector found before anybody released it.
  private static final Queue<String> LOST = new ConcurrentLinkedQueue<>();

  private static final Logger LEAKS = Logger.getLogger(ResourceLeakDetector.class.getName());

  @BeforeAll
  static void hearOfEveryLostBuffer() {
    ResourceLeakDetector.setLevel(Level.PARANOID);
    LEAKS.setUseParentHandlers(false); // the log would repeat what the listener hears
    ByteBufUtil.setLeakListener((type, uses) -> LOST.add(uses));
  }

  @Test
  void r19_aBodyCutShortPassesForWhole() throws IOException {
    List<String> said =
        new FirstAttempt("silent-end", _ -> new SilentEndFetcher())
            .judgedBy("r19_aBodyShorterThanItsLengthIsLost");
    assertThat(said).isNotEmpty().allSatisfy(m -> assertThat(m).contains("Fetched"));
  }

  @Test
  void r29_aHandlerThatWaitsStopsItsLoop() throws IOException {
    List<String> said =
        new FirstAttempt("waiting-handler", _ -> new WaitingHandlerFetcher())
            .judgedBy("r29_fiveStatusCodesAreFollowed");
    assertThat(said).anySatisfy(m -> assertThat(m).contains("BlockingOperationException"));
  }

  @Test
  void r46_anyCertificateWillDoForAnyHost() throws IOException {
    List<String> said =
        new FirstAttempt("any-name", AnyNameFetcher::new)
            .judgedBy("r46_aCertificateForAnotherHostFails");
    assertThat(said).anySatisfy(m -> assertThat(m).contains("aCertificateForAnotherHostFails"));
  }

  /// The suite counts threads and sockets; buffers are this model's own.
  @Test
  void r44_aBufferThatNobodyReleasesIsLost() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(Scripts.always(Scripts.OK));
        Fetcher fetcher = new NotReleasedFetcher()) {
      fetcher.fetchAll(List.of(server.url("/")));
    }
    String where = lastUseOfALostBuffer("NotReleasedFetcher");
    FirstAttempt.note(
        "not-released",
        Rule.R44,
        "r44_aBufferThatNobodyReleasesIsLost",
        "a buffer that nobody released, last used in " + where.strip());
  }

  /// Where this class last used a buffer that it lost. Other attempts stop half-way, and lose some.
  private static String lastUseOfALostBuffer(String culprit) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<String> use =
          LOST.stream().flatMap(String::lines).filter(line -> line.contains(culprit)).findFirst();
      if (use.isPresent()) {
        return use.get();
      }
      assertThat(System.nanoTime()).as("time for a lost buffer to be seen").isLessThan(deadline);
      System.gc();
      ByteBufAllocator.DEFAULT.buffer(1).release(); // Netty looks for lost ones when it makes one
    }
  }

  @Test
  void r07_aSharedHandlerMixesUpItsChannels() throws IOException {
    List<String> said =
        new FirstAttempt("shared-handler", _ -> new SharedHandlerFetcher())
            .judgedBy("r07_eachCallHasItsOwnAnswers");
    assertThat(said).singleElement().asString().contains("but was: \"/first/second\"");
  }

  @Test
  void r25_theLimitIsTheAggregatorsAndNotTheCallers() throws IOException {
    List<String> said =
        new FirstAttempt("aggregator", _ -> new AggregatorFetcher())
            .judgedBy("r25_aBodyOfTheLimitPassesAndOneByteMoreDoesNot");
    assertThat(said).singleElement().asString().contains("TOO_LARGE", "101 bytes");
  }

  @Test
  void r03_theCallersCodeRunsOnTheLoop() throws IOException {
    List<String> said =
        new FirstAttempt("outcome-on-loop", _ -> new OutcomeOnLoopFetcher())
            .judgedBy("r03_outcomesComeOnTheCallingThreadOneAtATime");
    assertThat(said).singleElement().asString().contains("threads that outcomes came on");
  }

  @Test
  void r34_aByteNowAndThenIsNoSilence() throws IOException {
    List<String> said =
        new FirstAttempt("idle-timeout", IdleTimeoutFetcher::new)
            .judgedBy("r34_aServerThatDripsTimesOutInHeadAndBody");
    assertThat(said).singleElement().asString().contains("should be TIMED_OUT");
  }

  @Test
  void r53_aLoopThatSleepsReadsNoOtherSocket() throws IOException {
    List<String> said =
        new FirstAttempt("sleeping-loop", SleepingLoopFetcher::new)
            .judgedBy("r53_anOriginThatMayNotBeginHoldsUpNoOtherHoweverLongItsPart");
    assertThat(said).singleElement().asString().contains("next outcome within");
  }

  @Test
  void r57_oneDiskStopsAllServersOfALoop() throws IOException {
    List<String> said =
        new FirstAttempt("disk-on-loop", DiskOnLoopFetcher::new)
            .judgedBy("r57_writersThatWaitHoldUpNoOther");
    assertThat(said).singleElement().asString().contains("next outcome within");
  }
}
