package dev.multifetch.workshop.teach;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A question teaches if each wrong answer has a reason.
class QuestionTest {

  private static final List<String> BLOCKS =
      List.of(
          "0-opening",
          "1-blocking",
          "2-thread-pool",
          "3-virtual-threads",
          "4-futures",
          "5-reactive",
          "6-event-loop",
          "7-closing");

  static Stream<Question> questions() throws IOException {
    return Question.all().stream();
  }

  @ParameterizedTest
  @MethodSource("questions")
  void eachWrongAnswerHasAMisconceptionAndTheRightOneAReason(Question question) {
    List<Integer> withoutReason =
        IntStream.rangeClosed(1, question.answers().size())
            .filter(i -> question.answers().get(i - 1).because().isEmpty())
            .boxed()
            .toList();
    assertThat(withoutReason).containsExactly(question.right());
    assertThat(question.why()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("questions")
  void fitsOnAPhoneAndOnASlide(Question question) {
    assertThat(question.ask()).hasSizeLessThan(220);
    assertThat(question.answers()).hasSizeBetween(2, 4);
    assertThat(question.answers()).allMatch(answer -> answer.text().length() < 60);
    assertThat(question.path()).isIn("two-hours", "day");
  }

  /// What stands there is compared with the question by the tests of the documents.
  @ParameterizedTest
  @MethodSource("questions")
  void isInTheNotesOfTheTeacherAndOnASlideOfItsPath(Question question) throws IOException {
    assertThat(text("workshop/TEACHING.md"))
        .contains("<!-- vote: %s notes -->".formatted(question.id()));
    StringBuilder slides = new StringBuilder();
    for (String block : BLOCKS) {
      slides.append(text("workshop/slides/" + block + ".md"));
    }
    String place = "<!-- vote: %s slide -->".formatted(question.id());
    assertThat(slides.indexOf(place) >= 0).isEqualTo(question.path().equals("two-hours"));
  }

  @Test
  void theTimetableOfTwoHoursAddsUp() throws IOException {
    Pattern row = Pattern.compile("(?m)^\\| ([0-2]):(\\d\\d) \\| .* \\|(?: (\\d+) min)? \\|$");
    int clock = 0;
    for (MatchResult line : row.matcher(text("workshop/TEACHING.md")).results().toList()) {
      int minute = 60 * Integer.parseInt(line.group(1)) + Integer.parseInt(line.group(2));
      assertThat(minute).as(line.group()).isEqualTo(clock);
      clock += line.group(3) == null ? 0 : Integer.parseInt(line.group(3));
    }
    assertThat(clock).isEqualTo(120);
  }

  private static String text(String resource) throws IOException {
    try (InputStream in =
        requireNonNull(QuestionTest.class.getClassLoader().getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
