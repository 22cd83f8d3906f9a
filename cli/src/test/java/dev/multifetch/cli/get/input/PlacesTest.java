package dev.multifetch.cli.get.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {

  /// Their records together are larger than what memory may hold.
  ///
  /// Of arguments, of lines one below the other, and of some with gaps between them.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void eachUrlIsFoundWhereItWasRead_inWhateverOrderTheyEnd(long seed) {
    Random random = new Random(seed);
    Places places = new Places();
    List<Long> atWork = new ArrayList<>();
    List<Input> all = new ArrayList<>();
    long index = 0;
    long line = 0;
    while (all.size() < 1_000) {
      if (random.nextInt(3) == 0 && !atWork.isEmpty()) {
        endOne(places, atWork, all);
      }
      index += random.nextInt(10) == 0 ? 2 : 1; // now and then a line that is no URL
      line += all.size() < 100 ? 0 : 1 + random.nextInt(10) / 9; // or a comment
      Optional<String> record =
          Optional.of(index + ",".repeat(3_000)).filter(_ -> random.nextInt(3) > 0);
      Input input = new Input(index, line, "http://h/" + index, record, Optional.empty());
      places.add(input);
      atWork.add((long) all.size());
      all.add(input);
      Collections.shuffle(atWork, random);
    }
    while (!atWork.isEmpty()) {
      endOne(places, atWork, all);
    }
  }

  private static void endOne(Places places, List<Long> atWork, List<Input> all) {
    long number = atWork.removeLast();
    Input expected = all.get((int) number);
    assertThat(places.remove(number, URI.create(expected.text()))).isEqualTo(expected);
  }
}
