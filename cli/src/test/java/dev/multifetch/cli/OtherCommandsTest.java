package dev.multifetch.cli;

import static dev.multifetch.cli.Ran.multifetch;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class OtherCommandsTest {

  @Test
  void modelsHasALineForEach_withTransportAndWhatWaitsWhere() {
    Ran ran = multifetch("models");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .hasSameSizeAs(Models.all())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("virtual-threads ")
                    .contains("Apache HttpClient 5")
                    .contains("waits"));
  }

  @Test
  void originSaysThatAPortIsInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      Ran ran = multifetch("origin", "--port", Integer.toString(port));
      assertThat(ran.err())
          .startsWith("multifetch origin: port " + port + ": ")
          .contains("in use", ": choose another, or 0 for any");
      assertThat(ran.exitCode()).isEqualTo(2);
    }
  }

  @Test
  void originTakesNoPortThatThereIsNot() {
    Ran ran = multifetch("origin", "--tls-port", "65536");
    assertThat(ran.err()).contains("--tls-port must be at most 65535, was 65536");
    assertThat(ran.exitCode()).isEqualTo(2);
  }

  @Test
  void completionKnowsTheOptionsTheModelsAndWhereAFileIsNamed() {
    Ran ran = multifetch("generate-completion");
    assertThat(ran.exitCode()).isZero();
    assertThat(String.join("\n", ran.out()))
        .contains("complete -F _complete_multifetch", "--save-failed", "virtual-threads-okhttp")
        .containsPattern("'-i'\\)[^;]*compgen -f");
  }
}
