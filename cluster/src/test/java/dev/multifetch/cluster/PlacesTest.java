package dev.multifetch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class PlacesTest {

  private static final URI URL = URI.create("http://a.test/");

  /// More than a block, so that some are in the file and some are not.
  @Test
  void eachUrlIsFoundByTheCountOfTheFetcher() throws IOException {
    try (Places places = new Places()) {
      for (int i = 0; i < 1_300; i++) {
        places.add(new Task(3L * i, 4L * i, "http://a.test/", "http://a.test/", 0));
      }
      for (long number : new long[] {0, 511, 512, 1_023, 1_024, 1_299}) {
        assertThat(places.index(number)).isEqualTo(3 * number);
        assertThat(places.remove(number, URL))
            .isEqualTo(new Task(3 * number, 4 * number, "http://a.test/", "http://a.test/", 0));
      }
    }
  }

  @Test
  void aUrlThatARedirectLedHereKeepsWhatTheListHas() throws IOException {
    Task task = new Task(7, 8, "http://first.test/", "http://a.test/", 2);
    try (Places places = new Places()) {
      places.add(task);
      assertThat(places.remove(0, URL)).isEqualTo(task);
    }
  }
}
