package dev.multifetch.client.eventloop;

import static java.util.Objects.requireNonNull;

import dev.multifetch.client.Call;
import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Receive;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Passes the parts of a response to the call. The pieces of a body that stays in memory go to the
/// call at once. Any other body may make a thread wait, so another thread takes it, a piece at a
/// time. Until that thread is done, the loop does not read the socket, and the server comes to a
/// stop.
final class HandedOver implements Receiver {

  private final Call call;
  private final Handover handover;

  // Only the event loop uses these.
  private @Nullable Exchange exchange;
  private boolean mayWait;
  private boolean away;
  private boolean endCame;

  HandedOver(Call call, Handover handover) {
    this.call = call;
    this.handover = handover;
  }

  @Override
  public void begins(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public Step head(ResponseHead head) {
    Step step = call.head(head);
    mayWait = call.mayWait();
    return step;
  }

  @Override
  public Step body(ByteBuffer piece) {
    if (!mayWait) {
      return call.body(piece);
    }
    ByteBuffer copy = ByteBuffer.allocate(piece.remaining()).put(piece).flip();
    return handOver(() -> call.body(copy));
  }

  @Override
  public Step end() {
    if (!mayWait) {
      return call.end();
    }
    endCame = true;
    return away ? Receive.MORE : handOver(call::end);
  }

  private Step handOver(Supplier<? extends Step> work) {
    away = true;
    handover.run(() -> attempt(work), this::back);
    return Receive.MORE;
  }

  /// What a writer throws becomes the outcome of this URL (R45).
  private Step attempt(Supplier<? extends Step> work) {
    try {
      return work.get();
    } catch (Throwable defect) {
      return call.failed(defect, false);
    }
  }

  private void back(Step step) {
    Exchange told = requireNonNull(exchange);
    told.onLoop(
        () -> {
          away = false;
          if (step instanceof Receive && endCame) {
            var _ = handOver(call::end);
          } else {
            told.goOnAfter(step);
          }
        });
  }

  @Override
  public Step.Next failed(Throwable cause, boolean stale) {
    return call.failed(cause, stale);
  }

  @Override
  public boolean wantsMore() {
    return !away;
  }
}
