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

/// One request and its response, on the thread of one event loop. It finds a connection, sends the
/// request, and calls back once with what the URL needs next. It never waits. Any thread may end
/// its call, and that aborts it.
public final class Exchange {

  private final Loop loop;
  private final Call call;
  private final Send send;
  private final Receiver receiver;
  private final Consumer<Next> then;
  private final Delivery delivery;

  // Only the loop's thread uses these.
  private Runnable letGo = () -> {}; // closes what is open for this exchange
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

  /// Begins on the loop. If the loop has been shut down, the exchange is over at once.
  void start() {
    loop.exchangeBegins();
    if (!loop.run(this::begin)) {
      endWith(new CancellationException("this fetcher is closed"));
    }
  }

  /// An abort only leaves a task to the loop. So the thread that ends the call does not run the
  /// code that follows the exchange.
  private void begin() {
    attempt(
        () -> {
          if (call.orElse(send) instanceof Done done) { // somebody ended the call before this
            delivery.decide(() -> done);
            goOn();
            return;
          }
          abort = call.abortBy(() -> loop.runLater(this::abort));
          receiver.begins(this);
          findConnection();
        });
  }

  /// Before an idle connection carries the request, the loop looks at its sockets once more. The
  /// server may have sent something before, and that must not pass for the answer (R42).
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
      return; // aborted in the meantime
    }
    if (idle.isActive()) {
      call.sendsOver(true);
      sendOver(idle);
    } else {
      findConnection();
    }
  }

  private void connect() {
    Future<Connection> opening = loop.connections().open(send.request().origin(), call);
    letGo = () -> opening.cancel(false);
    opening.addListener(
        (Future<Connection> opened) -> {
          if (opened.isSuccess()) {
            attempt(
                () -> {
                  call.sendsOver(false);
                  sendOver(opened.getNow());
                });
          } else if (!opened.isCancelled()) {
            delivery.failed(opened.cause(), false);
            goOn();
          }
        });
  }

  private void sendOver(Connection open) {
    if (over) {
      open.close(); // aborted after the connection opened, before this method ran
      return;
    }
    connection = open;
    letGo = open::close;
    open.send(send.request(), this);
  }

  /// An exception of this code, of Netty or of the JVM becomes the outcome of this URL alone.
  private void attempt(Runnable step) {
    try {
      step.run();
    } catch (Throwable defect) {
      if (over) {
        throw defect; // the code that was called back threw it
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

  /// What has come of the response.
  Delivery delivery() {
    return delivery;
  }

  /// Runs the task on the loop of this exchange. It runs at once if the calling thread is the loop,
  /// or if the loop has ended. What the task throws becomes the outcome of this URL.
  public void onLoop(Runnable task) {
    if (!loop.run(() -> attempt(task))) {
      attempt(task);
    }
  }

  /// The receiver wants more than before. Only the loop of this exchange calls this.
  public void readOn() {
    if (!over && connection != null) {
      delivery.goOn();
      connection.readOn();
      goOn(); // a closed connection does not call back
    }
  }

  /// The receiver has decided about a part that it took away. Only the loop calls this.
  void goOnAfter(Step step) {
    if (step instanceof Next known) {
      delivery.decide(() -> known);
    }
    readOn();
  }

  /// Whether HTTP lets the connection carry another exchange.
  boolean connectionReusable() {
    return call.connectionReusable();
  }

  /// Passes on what the URL needs next, if that is known.
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
