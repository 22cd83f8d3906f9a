package dev.multifetch.client.blocking.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetchOptions;
import dev.multifetch.client.Batch;
import dev.multifetch.client.Batches;
import dev.multifetch.client.Call;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Send;
import org.junit.jupiter.api.Test;

class OkHttpExchangeTest {

  /// Else it says in the log, once the garbage collector has been there, that a body was not
  /// closed.
  @Test
  void aBodyThatTheLibraryCannotCloseKeepsNoConnection() {
    OkHttpTransport transport = new OkHttpTransport(FetchOptions.defaults());
    try (ScriptedServer origin =
            ScriptedServer.start(Scripts.once("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"));
        Batches batches = new Batches("test", FetchOptions.defaults());
        Batch batch = batches.begin();
        Call call = batch.begin(0, origin.url("/"))) {
      assertThat(transport.exchange(call, (Send) call.start())).isInstanceOf(Done.class);
      assertThat(transport.inUse()).isZero();
    } finally {
      transport.close();
    }
  }
}
