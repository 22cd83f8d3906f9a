package dev.multifetch.client.eventloop;

import dev.multifetch.client.Call;
import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Next;
import java.nio.ByteBuffer;

/// Tells the call everything at once.
record Direct(Call call) implements Receiver {

  @Override
  public Step head(ResponseHead head) {
    return call.head(head);
  }

  @Override
  public Step body(ByteBuffer piece) {
    return call.body(piece);
  }

  @Override
  public Next end() {
    return call.end();
  }

  @Override
  public Next failed(Throwable cause, boolean stale) {
    return call.failed(cause, stale);
  }
}
