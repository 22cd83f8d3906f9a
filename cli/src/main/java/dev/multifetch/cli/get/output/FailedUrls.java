package dev.multifetch.cli.get.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.multifetch.cli.console.Printable;
import dev.multifetch.cli.get.input.Input;
import dev.multifetch.cli.get.input.ListFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;

/// The list of the URLs that failed, in the format of the list that was read, for a later run.
public final class FailedUrls implements AutoCloseable {

  private final OutputStream file;
  private final ListFormat format;
  private boolean begun;
  private boolean torn; // the file may end within a line

  /// @param file has no buffer: however this run ends, the lines so far are in the file
  FailedUrls(OutputStream file, ListFormat format) {
    this.file = file;
    this.format = format;
  }

  public void add(Input input) throws IOException {
    String before = begun ? "" : format.firstLine().map(line -> line + "\n").orElse("");
    String end = torn ? "\n" : "";
    torn = true;
    file.write((end + before + line(input) + "\n").getBytes(UTF_8));
    torn = false;
    begun = true;
  }

  /// The record, as the list has it. In a plain list this percent-encodes invisible characters of a
  /// URL, so that the line can be fetched again.
  private String line(Input input) {
    if (format.hasFields()) {
      return input.line() > 0 && input.record().isPresent()
          ? input.record().get()
          : format.record(input.text());
    }
    try {
      var _ = input.url();
      return Printable.encoded(input.text());
    } catch (URISyntaxException none) {
      return Printable.escaped(input.text());
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
