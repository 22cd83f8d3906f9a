package dev.multifetch.benchmarks.server;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// A made-up web page: as many resources, and as many bytes in all, as the median home page had on
/// a desktop in October 2024. The HTTP Archive's Web Almanac says that in its chapter on page
/// weight: 71 requests, and 2,652 KB. No single page need have both.
///
/// The rest is our assumption. Sizes are log-normal: a few large images and scripts, many small
/// files. The time that the server thinks is log-normal, too: its median is 30 ms, its 99th
/// percentile five times as much. The seed decides both. In a browser one resource leads to the
/// next; here all URLs are known from the start.
final class Page {

  /// @param bytes of its body
  /// @param thinking how long the server takes before it responds
  record Resource(int bytes, Duration thinking) {}

  static final int RESOURCES = 71;
  static final int WEIGHT = 2_652_000; // bytes

  private static final double SIZES = 1.67; // sigma: the mean is four medians
  private static final double THINKING =
      Math.log(5) / 2.3263; // 2.3263 sigma is the 99th percentile
  private static final double MEDIAN_MILLIS = 30;

  private Page() {}

  static List<Resource> of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] sizes = drawn(random, SIZES);
    double[] thinking = drawn(random, THINKING);
    double unit = WEIGHT / Arrays.stream(sizes).sum();
    return IntStream.range(0, RESOURCES)
        .mapToObj(
            i ->
                new Resource(
                    (int) (unit * sizes[i]),
                    Duration.ofMillis(Math.round(MEDIAN_MILLIS * thinking[i]))))
        .toList();
  }

  /// A log-normal value for each resource, whose median is 1.
  private static double[] drawn(SplittableRandom random, double sigma) {
    return IntStream.range(0, RESOURCES)
        .mapToDouble(_ -> Math.exp(sigma * random.nextGaussian()))
        .toArray();
  }
}
