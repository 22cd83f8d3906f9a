package dev.multifetch.workshop.teach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.workshop.teach.Histogram.Bar;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HistogramTest {

  @Test
  void everyAnswerThatThereIsHasABar() {
    assertThat(bars(List.of("A", "B", "C"), "B", "B", "A"))
        .containsExactly(new Bar("A", 1), new Bar("B", 2), new Bar("C", 0));
  }

  @Test
  void aFewNumbersHaveABarEachInOrder() {
    assertThat(bars(List.of(), "10", "1.20", "6", "1.2"))
        .containsExactly(new Bar("1.2", 2), new Bar("6", 1), new Bar("10", 1));
  }

  @Test
  void manyNumbersShareRoundRanges() {
    String[] hundred = IntStream.range(0, 100).mapToObj(String::valueOf).toArray(String[]::new);
    assertThat(bars(List.of(), hundred))
        .containsExactly(
            new Bar("under 20", 20),
            new Bar("20 to 40", 20),
            new Bar("40 to 60", 20),
            new Bar("60 to 80", 20),
            new Bar("80 or more", 20));
  }

  @Test
  void aFewWildGuessesDoNotStretchTheRanges() {
    String[] guesses =
        Stream.concat(
                IntStream.range(0, 40).mapToObj(i -> "" + i / 10.0), Stream.of("99999999", "-5"))
            .toArray(String[]::new);
    List<Bar> bars = bars(List.of(), guesses);
    assertThat(bars).hasSizeBetween(3, 8);
    assertThat(bars.stream().mapToInt(Bar::count).sum()).isEqualTo(42);
    assertThat(bars.getLast().label()).isEqualTo("3 or more");
  }

  @Test
  void equalNumbersAmongWildOnesAreOneRange() {
    String[] same =
        Stream.concat(
                Stream.generate(() -> "5").limit(92), IntStream.range(6, 14).mapToObj(i -> "" + i))
            .toArray(String[]::new);
    assertThat(bars(List.of(), same).stream().mapToInt(Bar::count).sum()).isEqualTo(100);
  }

  @Test
  void whatIsNoNumberIsCountedApart() {
    assertThat(bars(List.of(), "6", "6", "six", "1e999999999", "7"))
        .containsExactly(new Bar("6", 2), new Bar("7", 1), new Bar("no number", 2));
  }

  @Test
  void wordsStandByHowOftenTheyWereSaid() {
    assertThat(bars(List.of(), "as they end", "in order", "in order"))
        .containsExactly(new Bar("in order", 2), new Bar("as they end", 1));
  }

  @Test
  void manyDifferentWordsEndInOthers() {
    String[] words = IntStream.range(0, 20).mapToObj(i -> "word " + i).toArray(String[]::new);
    assertThat(bars(List.of(), words)).hasSize(9).last().isEqualTo(new Bar("others", 12));
  }

  private static List<Bar> bars(List<String> labels, String... answers) {
    return Histogram.of(labels, List.of(answers)).bars();
  }
}
