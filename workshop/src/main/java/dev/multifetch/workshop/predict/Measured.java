package dev.multifetch.workshop.predict;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.multifetch.workshop.predict.Answer.AtFailure;
import dev.multifetch.workshop.predict.Answer.Count;
import dev.multifetch.workshop.predict.Answer.Order;
import dev.multifetch.workshop.predict.Answer.Time;
import dev.multifetch.workshop.predict.LessonServer.Seen;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a run of a lesson was like.
///
/// @param lesson what ran
/// @param run what the model's process told
/// @param seen what the server saw
record Measured(Lesson lesson, ModelRun run, List<Seen> seen) {

  /// What happened, by topic.
  Answer answer(Topic topic) {
    return switch (topic) {
      case MAKESPAN -> new Time(makespan());
      case IN_FLIGHT -> new Count(peak());
      case THREADS -> new Count(run.threads());
      case ORDER -> order();
      case FAILURE -> atFailure();
    };
  }

  /// From the server's first request to its last answer.
  Duration makespan() {
    long begun = seen.stream().mapToLong(Seen::begun).min().orElse(0);
    return Duration.ofNanos(seen.stream().mapToLong(Seen::answered).max().orElse(0) - begun);
  }

  /// The most requests that waited for their answers at one time.
  int peak() {
    List<Long> begun = seen.stream().map(Seen::begun).sorted().toList();
    List<Long> answered = seen.stream().map(Seen::answered).sorted().toList();
    int peak = 0;
    int ended = 0;
    for (int began = 0; began < begun.size(); began++) {
      while (answered.get(ended) <= begun.get(began)) {
        ended++;
      }
      peak = Math.max(peak, began + 1 - ended);
    }
    return peak;
  }

  private Order order() {
    List<Integer> order = run.order();
    boolean listed =
        IntStream.range(1, order.size()).allMatch(at -> order.get(at - 1) < order.get(at));
    return listed ? Order.LISTED : Order.BY_END;
  }

  private AtFailure atFailure() {
    if (run.order().size() < lesson.urls()) {
      return AtFailure.LIST_ENDS;
    }
    return run.threw().isPresent() ? AtFailure.THROWS_LATER : AtFailure.OTHERS_GO_ON;
  }

  /// The names of the threads, those that differ only in their number together: `2
  /// multifetch-loop`.
  List<String> threadNames() {
    Stream<String> names = run.names().stream().map(name -> name.replaceFirst("(-[0-9]+)+$", ""));
    return names
        .collect(groupingBy(name -> name, LinkedHashMap::new, counting()))
        .entrySet()
        .stream()
        .map(each -> each.getValue() == 1 ? each.getKey() : each.getValue() + " " + each.getKey())
        .toList();
  }
}
