package dev.multifetch.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The pictures of `docs/start` are drawn from the runs recorded beside them. `-Dtimelines=update`
/// records new runs, on Linux only; `-Dsnippets=update` draws the same runs again.
class TimelinesTest {

  private static final int RUNS = 3;

  @BeforeAll
  static void updateOnRequest() throws Exception {
    boolean record = "update".equals(System.getProperty("timelines"));
    for (Scene scene : Scene.values()) {
      if (record) {
        quickest(scene).write(scene.data());
      }
      if (record || "update".equals(System.getProperty("snippets"))) {
        Files.createDirectories(scene.picture().getParent());
        Files.writeString(scene.picture(), draw(scene));
        Files.writeString(SmallTimelines.path("six"), SmallTimelines.six());
        Files.writeString(SmallTimelines.path("connections"), SmallTimelines.connections());
      }
    }
  }

  /// Of several runs, since other work on the machine can only make a run longer.
  private static Timeline quickest(Scene scene) throws Exception {
    Stream.Builder<Timeline> runs = Stream.builder();
    for (int run = 0; run < RUNS; run++) {
      runs.add(Recorder.record(scene, RUNS));
    }
    return runs.build().min(Comparator.comparingDouble(Timeline::total)).orElseThrow();
  }

  private static String draw(Scene scene) throws IOException {
    return TimelinePicture.draw(scene, Timeline.read(scene.data()));
  }

  @ParameterizedTest
  @EnumSource
  void aPictureShowsItsRun(Scene scene) throws IOException {
    assertThat(scene.picture()).hasContent(draw(scene));
  }

  @Test
  void theSixProgramsStandSideBySide() throws IOException {
    assertThat(SmallTimelines.path("six")).hasContent(SmallTimelines.six());
    assertThat(SmallTimelines.path("connections")).hasContent(SmallTimelines.connections());
  }

  @ParameterizedTest
  @EnumSource
  void aRunHasAsManyUrlsAtOnceAsItMayAndFitsThePicture(Scene scene) throws IOException {
    Timeline run = Timeline.read(scene.data());
    assertThat(run.requests()).hasSize(PacedServer.URLS);
    assertThat(run.peak()).isEqualTo(scene.name().startsWith("BLOCKING") ? 1 : 5);
    assertThat(run.total()).isLessThan(TimelinePicture.span(run));
  }
}
