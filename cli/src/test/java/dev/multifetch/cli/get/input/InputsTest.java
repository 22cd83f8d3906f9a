package dev.multifetch.cli.get.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifetch.cli.get.InputUrls;
import dev.multifetch.cli.get.files.Earlier;
import dev.multifetch.cli.get.output.Result;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {

  private static final UrlText AS_WRITTEN = new UrlText(Optional.empty());

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
      Inputs inputs =
          new Inputs(
              List.of(),
              Optional.of(new UrlList(silent, new PlainList())),
              AS_WRITTEN,
              Optional.empty());
      Thread.startVirtualThread(inputs::stop);
      assertThat(inputs.take()).isNull();
      assertThat(inputs.isOver()).isTrue();
    }
  }

  @Test
  void whoFoundNothingIsWokenByWhatComes() throws Exception {
    try (PipedInputStream in = new PipedInputStream();
        PipedOutputStream user = new PipedOutputStream(in)) {
      Inputs inputs =
          new Inputs(
              List.of(),
              Optional.of(new UrlList(in, new PlainList())),
              AS_WRITTEN,
              Optional.empty());
      Semaphore woken = new Semaphore(0);
      inputs.onMore(woken::release);
      assertThat(inputs.poll()).isNull();
      user.write("a\n".getBytes(UTF_8));
      user.flush();
      woken.acquire();
      assertThat(inputs.poll()).isEqualTo(new Input(0, 1, "a"));
      assertThat(inputs.poll()).isNull();
      user.close();
      woken.acquire();
      assertThat(inputs.poll()).isNull();
      assertThat(inputs.isOver()).isTrue();
    }
  }

  @Test
  void readAsAPlainListItWaits() throws Exception {
    InputStream lines = new ByteArrayInputStream("http://h/a\nbad\n\nhttp://h/b\n".getBytes(UTF_8));
    List<Result> results = new ArrayList<>();
    InputUrls urls =
        new InputUrls(
            new Inputs(
                List.of(),
                Optional.of(new UrlList(lines, new PlainList())),
                AS_WRITTEN,
                Optional.empty()),
            new Places(),
            Earlier.NOTHING,
            results::add);
    assertThat(urls).containsExactly(URI.create("http://h/a"), URI.create("http://h/b"));
    assertThat(results).map(Result::input).containsExactly(new Input(1, 2, "bad"));
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
    Inputs inputs =
        new Inputs(
            List.of("a"),
            Optional.of(new UrlList(broken, new PlainList())),
            AS_WRITTEN,
            Optional.empty());
    assertThat(drain(inputs)).hasSize(1);
    assertThat(inputs.unread()).hasValue("the URLs could not be read to their end: device is gone");
    assertThat(inputs.position())
        .isEqualTo("; the URLs up to argument 1 were begun, and none after it");
  }

  @Test
  void afterTheDeadlineNothingIsRead_andWhereThatWasIsSaid() throws Exception {
    Inputs inputs =
        new Inputs(List.of("a", "b"), Optional.empty(), AS_WRITTEN, Optional.of(Duration.ZERO));
    assertThat(drain(inputs)).isEmpty();
    assertThat(inputs.unread()).hasValue("the deadline passed before the URLs ended");
    assertThat(inputs.position()).isEqualTo("; no URL was begun");
  }

  @Test
  void howFarArgumentsWereReadIsSaid() throws Exception {
    Inputs inputs =
        new Inputs(List.of("a", "b", "c"), Optional.empty(), AS_WRITTEN, Optional.empty());
    assertThat(inputs.take()).isNotNull();
    assertThat(inputs.take()).isNotNull();
    assertThat(inputs.position())
        .isEqualTo("; the URLs up to argument 2 were begun, and none after it");
  }

  @Test
  void aFileIsCountedAsItIsRead(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("urls"), "#x\n\na\nb\n", UTF_8);
    assertThat(UrlList.count(file, new PlainList())).isEqualTo(2);
  }

  private static List<Input> read(List<String> arguments, String lines, Charset charset)
      throws InterruptedException {
    InputStream stream = new ByteArrayInputStream(lines.getBytes(charset));
    return drain(
        new Inputs(
            arguments,
            Optional.of(new UrlList(stream, new PlainList())),
            AS_WRITTEN,
            Optional.empty()));
  }

  private static List<Input> drain(Inputs inputs) throws InterruptedException {
    List<Input> all = new ArrayList<>();
    for (Input next = inputs.take(); next != null; next = inputs.take()) {
      all.add(next);
    }
    return all;
  }
}
