package dev.multifetch.results;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Made-up samples: what a client is that did all as it should, and then not.
record Made(Sample sample) {

  /// Five scores about this one, so close that their interval is a hundredth of it.
  static Made client(String name, Workload workload, double score) {
    List<Double> scores = new ArrayList<>();
    for (double step : new double[] {-1, -0.5, 0, 0.5, 1}) {
      scores.add(score * (1 + 0.003 * step));
    }
    return new Made(
        new Sample(
            name,
            "a model",
            "a library",
            Track.AS_SHIPPED,
            workload,
            64,
            1000,
            Slice.alone(scores),
            0,
            Optional.of(new Evidence(5000, 64, 64, 5_000_000)),
            Optional.empty(),
            false,
            Map.of("cpu µs/request", 8.5)));
  }

  Made over(String transport, Track track) {
    Sample s = sample;
    return new Made(
        new Sample(
            s.name(),
            s.model(),
            transport,
            track,
            s.workload(),
            s.concurrency(),
            s.urls(),
            s.slices(),
            s.unexpected(),
            s.evidence(),
            s.failure(),
            s.absent(),
            s.figures()));
  }

  Made concurrency(int concurrency) {
    Sample s = sample;
    return new Made(
        new Sample(
            s.name(),
            s.model(),
            s.transport(),
            s.track(),
            s.workload(),
            concurrency,
            s.urls(),
            s.slices(),
            s.unexpected(),
            s.evidence(),
            s.failure(),
            s.absent(),
            s.figures()));
  }

  /// The same with these turns.
  Made turns(List<Slice> slices) {
    Sample s = sample;
    return new Made(
        new Sample(
            s.name(),
            s.model(),
            s.transport(),
            s.track(),
            s.workload(),
            s.concurrency(),
            s.urls(),
            slices,
            s.unexpected(),
            s.evidence().map(seen -> new Evidence(1_000L * slices.size(), 64, 64, 1)),
            s.failure(),
            s.absent(),
            s.figures()));
  }

  Made scores(Double... scores) {
    Sample s = sample;
    return new Made(
        new Sample(
            s.name(),
            s.model(),
            s.transport(),
            s.track(),
            s.workload(),
            s.concurrency(),
            s.urls(),
            Slice.alone(Arrays.asList(scores)),
            s.unexpected(),
            s.evidence(),
            s.failure(),
            s.absent(),
            s.figures()));
  }

  Made unexpected(long unexpected) {
    Sample s = sample;
    return new Made(
        new Sample(
            s.name(),
            s.model(),
            s.transport(),
            s.track(),
            s.workload(),
            s.concurrency(),
            s.urls(),
            s.slices(),
            unexpected,
            s.evidence(),
            s.failure(),
            s.absent(),
            s.figures()));
  }

  Made seen(long requests, long peak, long connections) {
    Sample s = sample;
    return new Made(
        new Sample(
            s.name(),
            s.model(),
            s.transport(),
            s.track(),
            s.workload(),
            s.concurrency(),
            s.urls(),
            s.slices(),
            s.unexpected(),
            Optional.of(new Evidence(requests, peak, connections, 1)),
            s.failure(),
            s.absent(),
            s.figures()));
  }

  Made failed(String reason, boolean absent) {
    Sample s = sample;
    return new Made(
        new Sample(
            s.name(),
            s.model(),
            s.transport(),
            s.track(),
            s.workload(),
            s.concurrency(),
            s.urls(),
            List.of(),
            0,
            Optional.empty(),
            Optional.of(reason),
            absent,
            Map.of()));
  }

  static Results results(Judgement judgement) {
    Environment environment =
        new Environment(
            "a JDK",
            List.of("-Xmx2g"),
            "Serial",
            2,
            "a processor",
            "a kernel",
            "abc123",
            Instant.parse("2026-11-24T12:00:00Z"),
            "not pinned",
            "own",
            "multifetch compare");
    Timeline timeline = new Timeline("netty", List.of(new Timeline.Bar(0.5, 1.25, 2, "a thread")));
    return new Results(
        environment, judgement.bounds(), judgement.rows(), List.of(timeline), judgement.warnings());
  }
}
