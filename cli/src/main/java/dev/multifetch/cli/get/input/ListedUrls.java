package dev.multifetch.cli.get.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The URLs of a plain list, which may be packed by gzip. They have the same indexes as for `get`.
public final class ListedUrls implements AutoCloseable {

  private final UrlList list;
  private long index;

  public ListedUrls(Path file) throws IOException {
    list = new UrlList(Files.newInputStream(file), new PlainList());
  }

  /// The next URL, valid or not; null at the end.
  public @Nullable Input next() throws IOException {
    UrlList.Item item = list.next();
    return item == null ? null : new Input(index++, item.line(), item.entry().url());
  }

  @Override
  public void close() throws IOException {
    list.close();
  }
}
