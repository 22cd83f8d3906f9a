package dev.multifetch.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetchOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A program that records nothing must not start the Flight Recorder: that takes longer than the
/// program's first URL.
@Tag("process")
@Timeout(60)
class WithoutRecordingTest {

  private static final String PART_OF_RECORDER = "jdk.jfr.internal.MetadataRepository";

  @Test
  void noCallStartsTheFlightRecorder() throws Exception {
    String loaded = loadedClasses(List.of());
    assertThat(loaded).contains("dev.multifetch.client.Call ").doesNotContain(PART_OF_RECORDER);
  }

  @Test
  void aRecordingStartsIt() throws Exception {
    assertThat(loadedClasses(List.of("-XX:StartFlightRecording"))).contains(PART_OF_RECORDER);
  }

  private static String loadedClasses(List<String> flags) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(
        List.of(
            "-Xlog:class+load",
            "-cp",
            System.getProperty("java.class.path"),
            OneCall.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return said;
    } finally {
      process.destroyForcibly();
    }
  }

  /// A program with one URL, which it ends at once.
  static final class OneCall {

    private OneCall() {}

    public static void main(String[] arguments) {
      try (Batches batches = new Batches("test", FetchOptions.defaults());
          Batch batch = batches.begin()) {
        batch.begin(0, URI.create("http://origin.test/")).close();
      }
    }
  }
}
