package dev.multifetch.client.eventloop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FailureKind;
import dev.multifetch.http.FetchException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/// What Netty throws where no server can make it: in `cli`, `SyscallsTest` does.
class NettyCausesTest {

  /// At the limit `fs.epoll.max_user_watches` Linux watches no more sockets.
  private final IOException full = new IOException("epoll_ctl(..): No space left on device");

  private final UncheckedIOException thrown = new UncheckedIOException(full);

  @Test
  void r45_aSocketThatTheKernelDoesNotWatchIsNotConnected() {
    Throwable cause = NettyCauses.ofConnecting(InetSocketAddress.createUnresolved("a", 80), thrown);
    assertThat(cause)
        .isInstanceOfSatisfying(
            FetchException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CONNECT_FAILED))
        .hasMessageEndingWith("No space left on device");
  }

  @Test
  void r02_oneThatItWatchesNoLongerIsLost() {
    assertThat(NettyCauses.translated(thrown))
        .isInstanceOf(IOException.class)
        .hasMessage("No space left on device");
  }

  @Test
  void onlyTheKernelsWordsAreKept() {
    IOException reset =
        new IOException("recvAddress(..) failed with error(-104): Connection reset by peer");
    assertThat(NettyCauses.translated(reset)).hasMessage("Connection reset by peer");
    InetSocketAddress address = InetSocketAddress.createUnresolved("a", 80);
    IOException refused =
        new ConnectException("finishConnect(..) failed with error(-111): Connection refused");
    assertThat(NettyCauses.ofConnecting(address, refused)).hasMessage("a:80: Connection refused");
  }

  @Test
  void bytesThatAreNotTlsAreNotShown() {
    Throwable cause = new DecoderException(new NotSslRecordException("not an SSL record: 485454"));
    assertThat(NettyCauses.ofHandshake(cause))
        .isInstanceOfSatisfying(
            FetchException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.TLS_FAILED))
        .hasMessage("the server's answer is not TLS");
  }
}
