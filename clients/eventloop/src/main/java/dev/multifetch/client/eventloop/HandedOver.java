package dev.multifetch.client.eventloop;

import static java.util.Objects.requireNonNull;

import dev.multifetch.client.Call;
import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Receive;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tells the call what comes. A body that is kept in memory it tells at once. Another may make a
/// thread wait, so it hands it over to one that may, a piece at a time; until that thread is back
/// the socket is not read, and the server comes to a stop.
final class HandedOver implements Receiver {

  private final Call call;
  private final Handover handover;

  // Of the event loop alone.
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

  /// What a writer throws is this URL's outcome (R45).
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
