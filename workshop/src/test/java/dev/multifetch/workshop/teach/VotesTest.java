package dev.multifetch.workshop.teach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.workshop.teach.Histogram.Bar;
import dev.multifetch.workshop.teach.Question.Answer;
import dev.multifetch.workshop.teach.Votes.State;
import dev.multifetch.workshop.teach.Votes.Tally;
import java.util.List;
import org.junit.jupiter.api.Test;

class VotesTest {

  private static final Question CORES =
      new Question(
          "cores",
          "2",
          "day",
          "How long?",
          List.of(new Answer("6 s", "one by one"), new Answer("0.3 s", "")),
          2,
          "They overlap.",
          "docs/start/02-thread-pool.md");

  private final Votes votes = new Votes(List.of(CORES));

  @Test
  void countsNothingBeforeTheTeacherOpensTheVote() {
    assertThat(votes.vote("cores", "A", "ada")).isEqualTo(Receipt.NOT_OPEN);
    assertThat(tally().voters()).isZero();
  }

  @Test
  void aLaterAnswerOfAVoterReplacesTheFirst() {
    votes.open("cores");
    votes.vote("cores", "A", "ada");
    votes.vote("cores", "B", "ada");
    votes.vote("cores", "B", "bob");
    votes.close("cores");

    assertThat(tally().histograms().getFirst().bars())
        .containsExactly(new Bar("A", 0), new Bar("B", 2));
  }

  @Test
  void hidesWhatWasAnsweredUntilTheVoteIsClosed() {
    votes.open("cores");
    votes.vote("cores", "A", "ada");
    assertThat(tally().voters()).isEqualTo(1);
    assertThat(tally().histograms()).isEmpty();

    votes.close("cores");
    assertThat(tally().histograms()).hasSize(1);
    assertThat(votes.vote("cores", "B", "ada")).isEqualTo(Receipt.NOT_OPEN);
  }

  @Test
  void theSecondVoteStandsBesideTheFirstAndHidesItWhileOpen() {
    votes.open("cores");
    votes.vote("cores", "A", "ada");
    votes.again("cores"); // the first vote is still open
    assertThat(tally().round()).isEqualTo(1);
    votes.close("cores");

    votes.again("cores");
    assertThat(votes.answer("cores", "ada")).isEmpty();
    assertThat(tally().histograms()).isEmpty();
    votes.vote("cores", "B", "ada");
    votes.close("cores");
    assertThat(tally().histograms())
        .extracting(histogram -> histogram.bars().get(1).count())
        .containsExactly(0, 1);

    votes.again("cores");
    assertThat(tally().state()).as("there is no third vote").isEqualTo(State.CLOSED);
  }

  @Test
  void forgetsAVoteForTheNextClass() {
    votes.open("cores");
    votes.vote("cores", "A", "ada");
    votes.forget("cores");
    assertThat(tally()).isEqualTo(new Tally(State.NEW, 0, 0, List.of()));
  }

  @Test
  void takesOnlyAnswersThatThereAre() {
    votes.open("cores");
    assertThat(votes.vote("cores", "C", "ada")).isEqualTo(Receipt.NO_SUCH_ANSWER);
    assertThat(votes.vote("cores", "", "ada")).isEqualTo(Receipt.INVALID);
    assertThat(votes.vote("cores", "A", " ")).isEqualTo(Receipt.INVALID);
    assertThat(votes.vote("cores", "A", "a".repeat(81))).isEqualTo(Receipt.INVALID);
    assertThat(votes.vote("nothing", "A", "ada")).isEqualTo(Receipt.UNKNOWN);
    assertThat(votes.vote("predict-<b>", "A", "ada")).isEqualTo(Receipt.UNKNOWN);
  }

  @Test
  void aPredictionOpensAQuestionByItself() {
    assertThat(votes.vote("predict-3-makespan", "1.2", "ada")).isEqualTo(Receipt.COUNTED);
    assertThat(votes.ids()).containsExactly("cores", "predict-3-makespan");
    assertThat(votes.openIds()).containsExactly("predict-3-makespan");

    votes.forget("predict-3-makespan");
    assertThat(votes.ids()).containsExactly("cores");
  }

  @Test
  void holdsSoManyVotersAndNoMore() {
    votes.open("cores");
    for (int voter = 0; voter < Votes.MAX_VOTERS; voter++) {
      assertThat(votes.vote("cores", "A", "voter " + voter)).isEqualTo(Receipt.COUNTED);
    }
    assertThat(votes.vote("cores", "A", "one more")).isEqualTo(Receipt.FULL);
    assertThat(votes.vote("cores", "B", "voter 7")).isEqualTo(Receipt.COUNTED);
    assertThat(tally().voters()).isEqualTo(Votes.MAX_VOTERS);
  }

  @Test
  void holdsSoManyQuestionsAndNoMore() {
    for (int i = 1; i < Votes.MAX_QUESTIONS; i++) {
      assertThat(votes.vote("predict-" + i + "-peak", "5", "ada")).isEqualTo(Receipt.COUNTED);
    }
    assertThat(votes.vote("predict-more-peak", "5", "ada")).isEqualTo(Receipt.FULL);
    assertThat(votes.ids()).hasSize(Votes.MAX_QUESTIONS);
  }

  private Tally tally() {
    return votes.tally("cores").orElseThrow();
  }
}
