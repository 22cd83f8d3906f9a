package dev.multifetch.client.eventloop;

import dev.multifetch.client.Call;
import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Future;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One request and its response, confined to one loop: finds a connection, hands each part of the
/// response to its receiver, and calls back once with what the URL needs next. It waits nowhere;
/// the end of its call aborts it from any thread.
public final class Exchange {

  private final Loop loop;
  private final Send send;
  private final Call call;
  private final Receiver receiver;
  private final Consumer<Next> then;

  // Of the loop's thread alone.
  private final Queue<ByteBuffer> unread = new ArrayDeque<>(0); // until the receiver wants them
  private @Nullable Supplier<Next> ending; // what comes after them
  private boolean reading;
  private Runnable letGo = () -> {};
  private @Nullable Connection connection;
  private Call.@Nullable Abort abort;
  private @Nullable Next next;
  private boolean over;

  Exchange(Loop loop, Call call, Send send, Receiver receiver, Consumer<Next> then) {
    this.loop = loop;
    this.send = send;
    this.call = call;
    this.receiver = receiver;
    this.then = then;
  }

  /// Begins on the loop; if that has been shut down, it is over at once.
  void start() {
    loop.exchangeBegins();
    if (!loop.run(this::begin)) {
      next = call.failed(new CancellationException("this fetcher is closed"), false);
      goOn();
    }
  }

  /// The abort is always left to a later turn of the loop, so that the thread that ends the call
  /// does not run what comes next.
  private void begin() {
    attempt(
        () -> {
          if (call.orElse(send) instanceof Done done) { // ended before its exchange began
            next = done;
            goOn();
            return;
          }
          abort = call.abortBy(() -> loop.runLater(this::abort));
          receiver.begins(this);
          findConnection();
        });
  }

  /// An idle connection carries the request once the loop has looked at its sockets again: what the
  /// server sent before may be there, and must not be taken for the answer (R42).
  private void findConnection() {
    Connection idle =
        send.onFreshConnection() ? null : loop.connections().take(send.request().origin());
    if (idle == null) {
      connect();
      return;
    }
    letGo = idle::close;
    loop.afterReading(() -> attempt(() -> reuse(idle)));
  }

  private void reuse(Connection idle) {
    if (over) {
      return; // aborted meanwhile
    }
    if (idle.isActive()) {
      sendOver(idle);
    } else {
      findConnection();
    }
  }

  private void connect() {
    Future<Connection> opening = loop.connections().open(send.request().origin());
    letGo = () -> opening.cancel(false);
    opening.addListener(
        (Future<Connection> opened) -> {
          if (opened.isSuccess()) {
            attempt(() -> sendOver(opened.getNow()));
          } else if (!opened.isCancelled()) {
            failed(opened.cause(), false);
            goOn();
          }
        });
  }

  private void sendOver(Connection open) {
    if (over) {
      open.close(); // aborted when it was open, and this was not told yet
      return;
    }
    connection = open;
    letGo = open::close;
    open.send(send.request(), this);
  }

  /// What is thrown by us, by Netty or by the JVM is this URL's outcome, and nobody else's.
  private void attempt(Runnable step) {
    try {
      step.run();
    } catch (Throwable defect) {
      if (over) {
        throw defect; // by what was called back
      }
      letGo.run();
      next = call.failed(defect, false);
      goOn();
    }
  }

  private void abort() {
    if (!over) {
      letGo.run();
      if (next == null) {
        next = call.failed(new CancellationException("aborted"), false); // it knows better why
      }
      goOn();
    }
  }

  /// The decoder has this. What comes once the receiver has heard enough is of no use.
  void received(Object message) {
    if (next != null) {
      return;
    }
    switch (message) {
      case ResponseHead head -> tell(receiver.head(head));
      case ByteBuf piece when wantsMore() -> tell(receiver.body(piece.nioBuffer()));
      case ByteBuf piece -> unread.add(copy(piece));
      case ResponseDecoder.End _ -> ends(receiver::end);
      default -> throw new IllegalStateException("no part of a response: " + message);
    }
  }

  private static ByteBuffer copy(ByteBuf piece) {
    return ByteBuffer.allocate(piece.readableBytes()).put(piece.nioBuffer()).flip();
  }

  /// The connection failed.
  ///
  /// @param stale whether it had served before and not a byte of this response came
  void failed(Throwable cause, boolean stale) {
    if (next == null) {
      ends(() -> receiver.failed(cause, stale));
    }
  }

  private void ends(Supplier<Next> how) {
    if (unread.isEmpty()) {
      tell(how.get());
    } else if (ending == null) {
      ending = how;
    }
  }

  private void tell(Step step) {
    if (step instanceof Next known) {
      next = known;
    }
  }

  /// Whether the connection is to be read.
  boolean wantsMore() {
    return unread.isEmpty() && receiver.wantsMore();
  }

  /// Runs this on the exchange's loop: at once if that is the calling thread.
  public void onLoop(Runnable task) {
    loop.run(task);
  }

  /// The receiver wants more than it did. Only on the exchange's loop.
  public void readOn() {
    if (over || reading || connection == null) {
      return;
    }
    reading = true; // a receiver that wants the next part while it is told one comes here again
    try {
      while (next == null && receiver.wantsMore() && !unread.isEmpty()) {
        tell(receiver.body(unread.remove()));
      }
      if (next == null && unread.isEmpty() && ending != null) {
        tell(ending.get());
      }
    } finally {
      reading = false;
    }
    connection.readOn();
  }

  /// Whether the receiver has heard enough.
  boolean heardEnough() {
    return next != null;
  }

  /// Whether its connection may carry another, as far as HTTP goes.
  boolean connectionReusable() {
    return call.connectionReusable();
  }

  /// Goes on to what the URL needs next, if that is known.
  void goOn() {
    if (next == null || over) {
      return;
    }
    over = true;
    if (abort != null) {
      abort.close();
    }
    loop.exchangeEnded();
    then.accept(next);
  }
}
