package dev.multifetch.cli.get.output;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.multifetch.BodyHandler;
import dev.multifetch.Fetched;
import dev.multifetch.Headers;
import dev.multifetch.cli.console.Printable;
import dev.multifetch.cli.console.Problems;
import dev.multifetch.cli.get.output.Result.Failure;
import dev.multifetch.cli.get.output.Result.Skipped;
import dev.multifetch.cli.get.output.Result.Success;
import dev.multifetch.cli.get.output.WarcBodies.Kept;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcMetadata;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcWriter;
import org.netpreserve.jwarc.Warcinfo;

/// Writes what came to a web archive (WARC, ISO 28500). Only the thread with the results writes.
///
/// A record of a response has the status, the fields as received and the body as sent, without the
/// framing of its chunks. It lacks the words after the status, and the requests, which no model
/// keeps. A URL that failed has a record of metadata, and so has a URL that a redirect led away.
public final class WarcFile implements AutoCloseable {

  private static final MediaType FIELDS = MediaType.parse("application/warc-fields");
  private static final String ABOUT = "software: multifetch\r\nformat: WARC File Format 1.0\r\n";

  private final Path path;
  private final FileChannel file;
  private final WarcWriter writer;
  private final WarcBodies bodies = new WarcBodies();

  /// Goes on after a record, or begins. A run that was killed may have left a part of a record, or
  /// a record of a URL without a result after it: this deletes both.
  ///
  /// @param last the last record of the run before; empty if this run is a new one
  WarcFile(Path path, Optional<WarcPlace> last) throws IOException {
    this.path = path;
    this.file = last.isPresent() ? FileChannel.open(path, WRITE) : create(path);
    try {
      check(last.isEmpty());
    } catch (IOException e) {
      file.close();
      throw e;
    }
    file.truncate(last.map(WarcPlace::end).orElse(0L)).position(file.size());
    boolean packed = path.toString().endsWith(".gz");
    writer = new WarcWriter(file, packed ? WarcCompression.GZIP : WarcCompression.NONE);
  }

  /// A run that was killed before its first result leaves an empty file.
  private static FileChannel create(Path path) throws IOException {
    return Files.isRegularFile(path, NOFOLLOW_LINKS)
        ? FileChannel.open(path, WRITE, NOFOLLOW_LINKS)
        : FileChannel.open(path, CREATE_NEW, WRITE);
  }

  /// Only after this has locked the file, nobody else can write to it.
  private void check(boolean isNew) throws IOException {
    if (OutputOptions.isTaken(file)) {
      throw new IOException("another run writes to it");
    }
    if (isNew && file.size() > 0) {
      throw new FileAlreadyExistsException(path.toString());
    }
  }

  /// Keeps each body until [#add] is given its result.
  public BodyHandler keeping(LongUnaryOperator index, BodyHandler besides) {
    return bodies.keeping(index, besides);
  }

  /// Writes the record of a result, and returns where it is.
  ///
  /// @throws UncheckedIOException if the archive cannot be written
  public Optional<WarcPlace> add(Result result) {
    Optional<Kept> kept = bodies.remove(result.input().index());
    try {
      return switch (result) {
        case Success success when kept.isPresent() ->
            Optional.of(response(success.fetched(), kept.get()));
        case Skipped _ -> Optional.empty(); // an earlier run has its record
        case Success _ -> Optional.empty(); // it has no body, as an answer to HEAD
        case Failure failure ->
            Optional.of(
                metadata(
                    failure.input().text(),
                    "failure: %s\r\ndetail: %s\r\n"
                        .formatted(failure.kind(), Printable.detail(failure.detail()))));
      };
    } catch (IOException e) {
      throw new UncheckedIOException(Problems.writing(path, e), e);
    } finally {
      kept.ifPresent(last -> last.body().close());
    }
  }

  private WarcPlace response(Fetched fetched, Kept kept) throws IOException {
    if (!fetched.finalUrl().equals(fetched.url())) {
      metadata(fetched.finalUrl().toString(), "via: " + fetched.url() + "\r\n");
    }
    byte[] head = head(fetched, kept.body().size()).getBytes(ISO_8859_1);
    try (InputStream block =
        new SequenceInputStream(new ByteArrayInputStream(head), kept.body().read())) {
      return write(
          new WarcResponse.Builder(fetched.finalUrl())
              .date(kept.began())
              .body(
                  MediaType.HTTP_RESPONSE,
                  Channels.newChannel(block),
                  head.length + kept.body().size())
              .build());
    }
  }

  private static String head(Fetched fetched, long length) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + fetched.status() + " \r\n");
    for (Headers.Field field : fetched.headers()) {
      if (!field.name().equalsIgnoreCase("Transfer-Encoding")
          && !field.name().equalsIgnoreCase("Content-Length")) {
        head.append(field.name()).append(": ").append(field.value()).append("\r\n");
      }
    }
    return head.append("Content-Length: ").append(length).append("\r\n\r\n").toString();
  }

  private WarcPlace metadata(String url, String fields) throws IOException {
    return write(
        new WarcMetadata.Builder()
            .setHeader("WARC-Target-URI", Printable.encoded(url))
            .body(FIELDS, fields.getBytes(UTF_8))
            .build());
  }

  private WarcPlace write(WarcRecord record) throws IOException {
    if (file.position() == 0) {
      writer.write(new Warcinfo.Builder().body(FIELDS, ABOUT.getBytes(UTF_8)).build());
    }
    long offset = file.position();
    writer.write(record);
    return new WarcPlace(offset, file.position() - offset);
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(Problems.writing(path, e), e);
    }
  }
}
