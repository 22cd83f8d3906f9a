package dev.multifetch.http;

import dev.multifetch.BodyHandler;
import dev.multifetch.BodyHandler.Response;
import dev.multifetch.BodyWriter;
import dev.multifetch.FailureKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Passes a body on to the caller's writer, up to a limit (R25). The writer may wait, and another
/// thread may release the body meanwhile.
final class WrittenBody implements BodyKeeper {

  @FunctionalInterface
  private interface Step {
    void run(BodyWriter writer) throws IOException;
  }

  private static final byte[] NOTHING = {};

  private final long limit;
  private final BodyHandler handler;
  private final Response response;
  private final boolean mayWait;
  private @Nullable BodyWriter writer;
  private long size;
  private boolean finished;
  private boolean released;

  /// @param handler opens the writer when the first byte comes, or the end
  WrittenBody(long limit, BodyHandler handler, Response response) {
    this.limit = limit;
    this.handler = handler;
    this.response = response;
    this.mayWait = handler.mayWait();
  }

  @Override
  public boolean mayWait() {
    return mayWait;
  }

  @Override
  public void expect(long announced) throws FetchException {
    if (announced > limit) {
      throw BodyKeeper.tooLarge(limit);
    }
  }

  @Override
  public void accept(ByteBuffer piece) throws FetchException {
    int length = piece.remaining();
    if (length > limit - size) {
      throw BodyKeeper.tooLarge(limit);
    }
    attempt(open -> open.write(piece));
    size += length;
  }

  @Override
  public void end() throws FetchException {
    attempt(BodyWriter::finish);
    finished = true;
  }

  private void attempt(Step step) throws FetchException {
    try {
      if (writer == null) {
        writer = handler.open(response);
      }
      if (!released) {
        step.run(writer);
      }
    } catch (IOException e) {
      throw new FetchException(FailureKind.WRITE_FAILED, "not written: " + Failures.detailOf(e), e);
    } catch (RuntimeException | Error defect) { // the caller's own, not a library's
      throw new FetchException(FailureKind.INTERNAL, Failures.detailOf(defect), defect);
    }
    if (released) { // released while it waited
      writer.abort();
      throw new FetchException(FailureKind.CANCELLED, "given up");
    }
  }

  @Override
  public void release() {
    if (!finished && !released) {
      released = true;
      if (writer != null) {
        writer.abort();
      }
    }
  }

  @Override
  public void discard() {
    if (writer != null) {
      writer.abort();
    }
  }

  @Override
  public byte[] bytes() {
    return NOTHING;
  }

  @Override
  public long size() {
    return size;
  }
}
