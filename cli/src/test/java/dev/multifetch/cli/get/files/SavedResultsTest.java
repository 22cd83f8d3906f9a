package dev.multifetch.cli.get.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.BodyHandler.Response;
import dev.multifetch.BodyWriter;
import dev.multifetch.Fetched;
import dev.multifetch.Headers;
import dev.multifetch.Timing;
import dev.multifetch.cli.get.input.Input;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedResultsTest {

  private static final URI PAGE = URI.create("http://host/page");

  @TempDir private Path folder;

  /// The JDK records each wait for a disk.
  @Test
  void bodiesAreForcedToTheDiskWithTheirNames() throws Exception {
    Path recorded = folder.resolve("forced.jfr");
    try (Recording recording = new Recording();
        SavedResults saved = new SavedResults(folder)) {
      recording.enable("jdk.FileForce").withoutThreshold();
      recording.start();
      BodyWriter body =
          saved.bodies(index -> index).open(new Response(0, PAGE, PAGE, 200, Headers.NONE));
      body.write(ByteBuffer.wrap(new byte[100]));
      body.finish();
      Timing timing = new Timing(0, Timing.NEVER, 0);
      saved.add(
          new Input(0, 1, PAGE.toString()),
          new Fetched(0, PAGE, PAGE, 200, Headers.NONE, new byte[0], 100, timing));
      saved.force();
      saved.force();
      recording.stop();
      recording.dump(recorded);
    }
    Path bodies = folder.resolve(SavedResults.BODIES);
    List<String> forced =
        RecordingFile.readAllEvents(recorded).stream()
            .sorted(Comparator.comparing(RecordedEvent::getStartTime))
            .map(event -> event.getString("path"))
            .filter(path -> path.startsWith(bodies.toString()))
            .toList();
    assertThat(forced).containsExactly(bodies.resolve("000000-page").toString(), bodies.toString());
    assertThat(folder.resolve(SavedResults.FILE)).content().contains("000000-page");
  }
}
