package dev.multifetch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.multifetch.results.Workload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import one.convert.Arguments;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Real profiles, in JVMs of their own.
@Tag("process")
@Timeout(180)
class ProfilingTest {

  @TempDir private Path folder;

  @Test
  void thePageShowsTheModelsOwnCode_andLoadsNothing() throws Exception {
    Profile profile = profile(plan(Optional.empty(), Workload.COLD, Workload.THROUGHPUT));
    assertThat(profile)
        .isEqualTo(new Profile("netty", folder.resolve("netty.html"), Optional.empty()));
    assertThat(profile.page())
        .content()
        .contains("netty, throughput: CPU time")
        .doesNotContainPattern("<(script|img|link|iframe)[^>]+(src|href)=");
    assertThat(stacks(profile.page()))
        .contains("dev.multifetch.netty.NettyFetcher.proceed", "io.netty.channel.")
        .doesNotContain("FetchEvent.ended"); // the profile would show its own cost
  }

  /// The stacks of a page, a line for each, as the tools of flame graphs write them.
  private String stacks(Path page) throws IOException {
    Path lines = folder.resolve("stacks");
    one.convert.FlameGraph.convert(
        page.toString(), lines.toString(), new Arguments("--output", "collapsed"));
    return Files.readString(lines);
  }

  @Test
  void aClientThatCannotBeProfiledHasAReason() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    URI origin = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try {
      Profile profile = profile(plan(Optional.of(origin), Workload.TLS_THROUGHPUT));
      assertThat(profile.problem()).hasValue("origin " + origin + " has no https");
      assertThat(profile.page()).doesNotExist();
    } finally {
      server.stop(0);
    }
  }

  private Profile profile(MeasurementPlan plan) throws Exception {
    List<Profile> profiles = new ArrayList<>();
    Profiling.run(plan, folder, profiles::add);
    assertThat(profiles).hasSize(1);
    return profiles.getFirst();
  }

  private static MeasurementPlan plan(Optional<URI> origin, Workload... workloads) {
    return new MeasurementPlan(
        List.of("netty"),
        List.of(workloads),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        1L,
        MeasurementPlan.Peers.NONE,
        origin,
        MeasurementPlan.Effort.QUICK);
  }
}
