package dev.multifetch.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetchEventTest {

  @Test
  void thereIsAnEventOnlyWhileARecordingWantsIt() {
    assertThat(FetchEvent.begun()).as("before a recording").isNull();
    try (Recording recording = new Recording()) {
      recording.start();
      assertThat(FetchEvent.begun()).as("in a recording").isNotNull();
      recording.disable("dev.multifetch.Fetch");
      assertThat(FetchEvent.begun()).as("in a recording without it").isNull();
    }
    assertThat(FetchEvent.begun()).as("after the recording").isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "http://h:81/a/b, http://h:81/a/b",
    "https://user:secret@h/a, https://h/a",
    "https://h/a?key=secret, https://h/a",
    "https://h/a#secret, https://h/a",
    "https://h?key=//secret@x, https://h",
    "https://h/a//b@c, https://h/a//b@c",
    "http:user:secret@h, http:",
    "/a@b, /a@b"
  })
  void noSecretIsRecorded(URI url, String recorded) {
    assertThat(FetchEvent.withoutSecrets(url)).isEqualTo(recorded);
  }
}
