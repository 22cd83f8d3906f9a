package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {

  private static final Deadline NONE = new Deadline(Optional.empty());

  @Test
  void argumentsComeBeforeLines_andAllAreCounted() throws Exception {
    assertThat(read(List.of("a", "b"), "c\nd", UTF_8))
        .containsExactly(
            new Input(0, 0, "a"), new Input(1, 0, "b"), new Input(2, 1, "c"), new Input(3, 2, "d"));
  }

  @Test
  void commentsAndBlankLinesAreSkipped_butCountAsLines() throws Exception {
    assertThat(read(List.of(), "# of today\n\n  \t\n http://h/#a \r\n#x\nb\n", UTF_8))
        .containsExactly(new Input(0, 4, "http://h/#a"), new Input(1, 6, "b"));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstUrl() throws Exception {
    assertThat(read(List.of(), "\uFEFFhttp://h/", UTF_8))
        .containsExactly(new Input(0, 1, "http://h/"));
  }

  @Test
  void whatIsNotUtf8IsNotTakenForAUrl() throws Exception {
    Input input = read(List.of(), "http://h/caf\u00e9", ISO_8859_1).getFirst();
    assertThatThrownBy(input::url).hasMessageContaining("not UTF-8");
  }

  @Test
  void aListInUtf16IsSaidToBeOne() throws Exception {
    Input input = read(List.of(), "http://h/\n", UTF_16LE).getFirst();
    assertThatThrownBy(input::url).hasMessageContaining("not UTF-8: save the list as UTF-8");
  }

  @Test
  void ofALineWithoutEndOnlyTheBeginningIsKept() throws Exception {
    List<Input> inputs = read(List.of(), "http://h/" + "x".repeat(1 << 20) + "\nb", UTF_8);
    assertThat(inputs).hasSize(2);
    assertThat(inputs.getFirst().text()).hasSize(Input.LONGEST + 1);
    assertThatThrownBy(inputs.getFirst()::url).hasMessageContaining("longer than");
  }

  @Test
  void stoppingWakesAThreadThatWaits() throws Exception {
    try (PipedInputStream silent = new PipedInputStream();
        PipedOutputStream _ = new PipedOutputStream(silent)) {
      Inputs inputs = new Inputs(List.of(), Optional.of(silent));
      Thread.startVirtualThread(inputs::stop);
      assertThat(inputs.await(NONE)).isFalse();
    }
  }

  @Test
  void aStreamThatBreaksEndsTheInputs_andSaysWhy() throws Exception {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("device is gone");
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return read();
          }
        };
    Inputs inputs = new Inputs(List.of("a"), Optional.of(broken));
    assertThat(drain(inputs)).hasSize(1);
    assertThat(inputs.unread()).hasValue("the URLs could not be read to their end: device is gone");
  }

  @Test
  void aFileIsCountedAsItIsRead(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("urls"), "#x\n\na\nb\n", UTF_8);
    assertThat(UrlLines.count(file)).isEqualTo(2);
  }

  private static List<Input> read(List<String> arguments, String lines, Charset charset)
      throws InterruptedException {
    InputStream stream = new ByteArrayInputStream(lines.getBytes(charset));
    return drain(new Inputs(arguments, Optional.of(stream)));
  }

  private static List<Input> drain(Inputs inputs) throws InterruptedException {
    List<Input> all = new ArrayList<>();
    while (inputs.await(NONE)) {
      Input next = inputs.poll(NONE);
      if (next != null) {
        all.add(next);
      }
    }
    return all;
  }
}
