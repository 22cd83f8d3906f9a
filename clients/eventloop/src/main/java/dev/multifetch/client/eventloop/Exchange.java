package dev.multifetch.client.eventloop;

import dev.multifetch.client.Call;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import io.netty.util.concurrent.Future;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One request and its response, confined to one loop: finds a connection, sends the request, and
/// calls back once with what the URL needs next. It waits nowhere; the end of its call aborts it
/// from any thread.
public final class Exchange {

  private final Loop loop;
  private final Call call;
  private final Send send;
  private final Receiver receiver;
  private final Consumer<Next> then;
  private final Delivery delivery;

  // Of the loop's thread alone.
  private Runnable letGo = () -> {}; // of what is open for it
  private @Nullable Connection connection;
  private Call.@Nullable Abort abort;
  private boolean over;

  Exchange(Loop loop, Call call, Send send, Receiver receiver, Consumer<Next> then) {
    this.loop = loop;
    this.call = call;
    this.send = send;
    this.receiver = receiver;
    this.then = then;
    this.delivery = new Delivery(receiver);
  }

  /// Begins on the loop; if that has been shut down, it is over at once.
  void start() {
    loop.exchangeBegins();
    if (!loop.run(this::begin)) {
      endWith(new CancellationException("this fetcher is closed"));
    }
  }

  /// The abort is always left to a later turn of the loop, so that the thread that ends the call
  /// does not run what comes next.
  private void begin() {
    attempt(
        () -> {
          if (call.orElse(send) instanceof Done done) { // ended before its exchange began
            delivery.decide(() -> done);
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
            delivery.failed(opened.cause(), false);
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
      endWith(defect);
    }
  }

  private void abort() {
    if (!over) {
      endWith(new CancellationException("aborted")); // the call knows why
    }
  }

  private void endWith(Throwable cause) {
    letGo.run();
    delivery.decide(() -> call.failed(cause, false));
    goOn();
  }

  /// What of the response has come.
  Delivery delivery() {
    return delivery;
  }

  /// Runs this on the exchange's loop: at once if that is the calling thread, or if the loop has
  /// ended. What it throws is this URL's outcome.
  public void onLoop(Runnable task) {
    if (!loop.run(() -> attempt(task))) {
      attempt(task);
    }
  }

  /// The receiver wants more than it did. Only on the exchange's loop.
  public void readOn() {
    if (!over && connection != null) {
      delivery.goOn();
      connection.readOn();
      goOn(); // which the connection leaves to us if it is closed already
    }
  }

  /// The receiver has decided late on a part. Only on the exchange's loop.
  void goOnAfter(Step step) {
    if (step instanceof Next known) {
      delivery.decide(() -> known);
    }
    readOn();
  }

  /// Whether its connection may carry another, as far as HTTP goes.
  boolean connectionReusable() {
    return call.connectionReusable();
  }

  /// Goes on to what the URL needs next, if that is known.
  void goOn() {
    Next next = delivery.next();
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
