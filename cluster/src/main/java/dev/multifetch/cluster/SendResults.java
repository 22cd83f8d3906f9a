package dev.multifetch.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hazelcast.jet.Traverser;
import com.hazelcast.jet.core.AbstractProcessor;
import dev.multifetch.cli.get.files.SavedLine;
import dev.multifetch.cli.get.files.SavedResults;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what this member has saved, and sends it to the process that collects it: each body in
/// pieces, and then the line that names it. The engine asks for the next part when there is room.
@SuppressWarnings("NullAway.Init") // the engine calls init() first
final class SendResults extends AbstractProcessor {

  private static final int PIECE = 64 << 10; // bytes

  private final CrawlOrder order;
  private final Traverser<ResultPart> parts = this::next;
  private String member;
  private Path folder;
  private BufferedReader lines;
  private @Nullable SavedLine line; // to be sent after its body
  private @Nullable InputStream body; // of the line
  private long sent; // bytes of the body

  SendResults(CrawlOrder order) {
    this.order = order;
  }

  @Override
  public boolean isCooperative() {
    return false; // it waits for the disk
  }

  @Override
  protected void init(Context context) throws IOException {
    Member self = Member.of(context.hazelcastInstance());
    self.share(order); // checks that these are results of the same list, and cuts off half a line
    self.forget(); // a ledger is locked while it is written
    member = self.name();
    folder = Path.of(order.folder(), member);
    lines = Files.newBufferedReader(folder.resolve(SavedResults.FILE), UTF_8);
  }

  @Override
  public boolean complete() {
    return emitFromTraverser(parts);
  }

  /// The engine wants null at the end.
  @SuppressWarnings("NullAway")
  private @Nullable ResultPart next() {
    try {
      SavedLine current = line == null ? begin() : line;
      line = current;
      if (current == null) {
        return null;
      }
      ResultPart piece = piece(current);
      if (piece != null) {
        return piece;
      }
      closeBody();
      line = null;
      return new ResultPart.Line(member, current.text());
    } catch (IOException e) {
      throw new CrawlFailed(member + " cannot read its results: " + e.getMessage());
    }
  }

  /// Opens the body of the next line; null at the end. A line whose body is gone or cut off is
  /// none.
  private @Nullable SavedLine begin() throws IOException {
    for (String text = lines.readLine(); text != null; text = lines.readLine()) {
      SavedLine next = SavedLine.of(text);
      Optional<Path> file = next.body().map(folder.resolve(SavedResults.BODIES)::resolve);
      if (file.isEmpty() || next.isWhole(file.get())) {
        body = file.isPresent() ? Files.newInputStream(file.get()) : null;
        sent = 0;
        return next;
      }
    }
    return null;
  }

  /// The next piece of the body; null after the last. An empty body has one, too.
  private @Nullable ResultPart piece(SavedLine of) throws IOException {
    if (body == null) {
      return null;
    }
    byte[] bytes = body.readNBytes(PIECE);
    if (bytes.length == 0 && sent > 0) {
      return null;
    }
    ResultPart piece = new ResultPart.Piece(member, of.index(), sent, bytes);
    sent += bytes.length;
    if (bytes.length == 0) {
      closeBody();
    }
    return piece;
  }

  private void closeBody() throws IOException {
    if (body != null) {
      body.close();
      body = null;
    }
  }

  @Override
  public void close() throws IOException {
    closeBody();
    if (lines != null) {
      lines.close();
    }
  }
}
