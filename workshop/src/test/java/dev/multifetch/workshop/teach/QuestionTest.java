package dev.multifetch.workshop.teach;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A question teaches if each wrong answer has a reason.
class QuestionTest {

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
}
