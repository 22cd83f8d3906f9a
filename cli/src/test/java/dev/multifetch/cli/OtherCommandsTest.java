package dev.multifetch.cli;

import static dev.multifetch.cli.Ran.multifetch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.cli.compare.RealMeasurements;
import dev.multifetch.cli.console.Models;
import dev.multifetch.cli.console.Streams;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

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
  void crawlSaysWhichJarItNeeds() {
    Ran ran = multifetch("crawl", "-i", "urls.txt");
    assertThat(ran.err())
        .startsWith("multifetch crawl: it needs a second jar, multifetch-cluster.jar: ")
        .contains("java -jar multifetch-cluster.jar crawl ...");
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

  /// Of another type, picocli would complete no files.
  @Test
  void eachOptionThatNamesAFileIsCompletedWithFiles() {
    CommandLine root =
        Multifetch.commandLine(
            new Streams(System.in, System.out, new PrintWriter(new StringWriter()), Map.of()),
            new RealMeasurements("multifetch"));
    List<OptionSpec> files =
        root.getSubcommands().values().stream()
            .flatMap(command -> command.getCommandSpec().options().stream())
            .filter(option -> option.paramLabel().matches("(FILE|DIR|RESULTS).*"))
            .toList();
    assertThat(files).hasSizeGreaterThan(10);
    assertThat(files)
        .allSatisfy(file -> assertThat(file.type()).as(file.longestName()).isEqualTo(Path.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compare --models nett | netty",
        "compare --models blocking,nett | blocking,netty",
        "compare --models netty,reactive,completable | netty,reactive,completablefuture",
        "compare --workloads latency,tls-t | latency,tls-throughput",
        "compare --peers j | jvm",
        "get --model completable | completablefuture",
        "get --cacert FOLDER/a | FOLDER/authority.pem",
        "get --netrc-file FOLDER/a | FOLDER/authority.pem",
        "compare --baseline FOLDER/a | FOLDER/authority.pem"
      })
  @DisabledOnOs(OS.WINDOWS) // has no bash
  void bashCompletes(String typed, String completed, @TempDir Path folder) throws Exception {
    Files.createFile(folder.resolve("authority.pem"));
    Path script = Files.write(folder.resolve("script"), multifetch("generate-completion").out());
    String words = "multifetch " + typed.replace("FOLDER", folder.toString());
    String ask =
        """
        source '%s'
        COMP_LINE='%s' COMP_WORDS=(%s) COMP_CWORD=%d
        _complete_multifetch
        printf '%%s\n' "${COMPREPLY[@]}"
        """
            .formatted(script, words, words, words.split(" ").length - 1);
    Executed bash = Executed.run(new ProcessBuilder("bash", "-c", ask), folder);
    assertThat(bash.out().lines().map(String::strip))
        .as(bash.err())
        .containsExactly(completed.replace("FOLDER", folder.toString()));
  }
}
