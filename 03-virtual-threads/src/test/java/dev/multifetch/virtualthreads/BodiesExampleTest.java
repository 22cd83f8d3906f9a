package dev.multifetch.virtualthreads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.BodyHandler;
import dev.multifetch.BodyWriter;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples of the contract's page.
class BodiesExampleTest {

  private static FetchOptions toFiles(Path folder) {
    return FetchOptions.builder()
        .bodies(BodyHandler.toFiles(response -> folder.resolve("body-" + response.index())))
        .maxBodyBytes(4L << 30) // 4 GiB
        .timeout(Duration.ofHours(1))
        .stallTimeout(Duration.ofSeconds(30))
        .build();
  }

  @Test
  void aBodyIsAFile(@TempDir Path folder) throws InterruptedException {
    try (ScriptedServer server = ScriptedServer.start(Scripts.always(Scripts.ok("a page")));
        Fetcher fetcher = new VirtualThreadFactory().open(toFiles(folder))) {
      Fetched page = (Fetched) fetcher.fetchAll(List.of(server.url("/"))).getFirst();
      assertThat(page.body()).isEmpty();
      assertThat(page.bodyBytes()).isEqualTo(6);
      assertThat(folder.resolve("body-0")).hasContent("a page");
    }
  }

  /// Keeps the checksum of a body, and no byte of it.
  private static final class Checksum implements BodyWriter {

    private final URI url;
    private final Map<URI, Long> checksums;
    private final CRC32 crc = new CRC32();

    Checksum(URI url, Map<URI, Long> checksums) {
      this.url = url;
      this.checksums = checksums;
    }

    @Override
    public void write(ByteBuffer piece) {
      crc.update(piece);
    }

    @Override
    public void finish() {
      checksums.put(url, crc.getValue());
    }

    @Override
    public void abort() {
      checksums.remove(url);
    }
  }

  @Test
  void aBodyIsAChecksum() throws InterruptedException {
    Map<URI, Long> checksums = new ConcurrentHashMap<>(); // writers are on several threads
    FetchOptions options =
        FetchOptions.builder().bodies(response -> new Checksum(response.url(), checksums)).build();
    try (ScriptedServer server = ScriptedServer.start(Scripts.always(Scripts.ok("123456789")));
        Fetcher fetcher = new VirtualThreadFactory().open(options)) {
      fetcher.fetchAll(List.of(server.url("/")));
      assertThat(checksums).containsExactly(Map.entry(server.url("/"), 0xcbf43926L));
    }
  }
}
