package dev.multifetch.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FixturesTest {

  @Test
  void everyFixtureIsReplayed() throws IllegalAccessException {
    List<Object> declared = new ArrayList<>();
    for (Class<?> topic : List.of(HeadFixtures.class, FramingFixtures.class, BodyFixtures.class)) {
      for (Field field : topic.getDeclaredFields()) {
        if (List.class.isAssignableFrom(field.getType())) {
          field.setAccessible(true);
          declared.addAll((List<?>) field.get(null));
        }
      }
    }
    assertThat(declared).hasSizeGreaterThan(250).hasSameElementsAs(Fixtures.all());
  }

  @Test
  void namesTellThemApart() {
    assertThat(Fixtures.all()).extracting(Fixture::name).doesNotHaveDuplicates();
  }

  @Test
  void aFixtureIsSmallEnoughToBeCutAtEveryByte() {
    assertThat(Fixtures.all())
        .allSatisfy(fixture -> assertThat(fixture.response()).hasSizeLessThan(1_000));
  }

  @Test
  void thoseOfWhichTheSameIsLeftAreCutTogether() {
    List<Fixture> two =
        List.of(Fixture.framed("one", "abc", 200, ""), Fixture.framed("another", "abd", 200, ""));
    assertThat(Replay.cuts(two))
        .extracting(cuts -> cuts.stream().map(Replay.Cut::path).toList())
        .containsExactly(
            List.of("/0/0", "/1/0"),
            List.of("/0/1", "/1/1"),
            List.of("/0/2", "/1/2"),
            List.of("/0/3"),
            List.of("/1/3"));
  }
}
