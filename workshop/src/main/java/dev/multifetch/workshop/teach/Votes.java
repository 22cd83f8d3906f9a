package dev.multifetch.workshop.teach;

import dev.multifetch.workshop.predict.Prediction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Counts the votes of a class. A voter has one answer to a question; a later one replaces it. What
/// was answered is hidden until the vote is closed. A question can be voted on twice: before and
/// after the class has discussed it.
///
/// A question that `multifetch workshop predict` asks is opened by the first answer to it. Memory
/// is bounded: so many voters, so many questions, so many characters. Any thread may call this.
final class Votes {

  static final int MAX_VOTERS = 500;
  static final int MAX_QUESTIONS = 200;
  static final int MAX_LENGTH = 80; // characters of an answer, of a voter and of a question

  private static final int MAX_ROUNDS = 2;
  private static final Pattern PREDICTION = Pattern.compile("predict-[a-z0-9-]+");

  /// Whether a question can be answered now.
  enum State {
    NEW,
    OPEN,
    CLOSED
  }

  /// What the teacher may see of a question.
  ///
  /// @param round 1 for the first vote, 2 for the second; 0 before
  /// @param voters how many have voted in this round
  /// @param histograms of each round; none while the vote is open
  record Tally(State state, int round, int voters, List<Histogram> histograms) {}

  private static final class Poll {

    private final List<Map<String, String>> rounds = new ArrayList<>(); // a voter's answer
    private State state = State.NEW;

    private void open() {
      rounds.add(new LinkedHashMap<>());
      state = State.OPEN;
    }
  }

  private final Map<String, Question> questions = new LinkedHashMap<>();
  private final Map<String, Poll> polls = new LinkedHashMap<>();
  private final Set<String> voters = new HashSet<>();

  /// Lets a class vote on these questions, when they are opened.
  Votes(List<Question> questions) {
    for (Question question : questions) {
      this.questions.put(question.id(), question);
      polls.put(question.id(), new Poll());
    }
  }

  synchronized Receipt vote(String id, String answer, String voter) {
    if (!isText(id) || !isText(answer) || !isText(voter)) {
      return Receipt.INVALID;
    }
    if (!polls.containsKey(id) && !PREDICTION.matcher(id).matches()) {
      return Receipt.UNKNOWN;
    }
    Question question = questions.get(id);
    if (question != null && !question.letters().contains(answer)) {
      return Receipt.NO_SUCH_ANSWER;
    }
    if (isFull(id, voter)) {
      return Receipt.FULL;
    }
    Poll poll = polls.computeIfAbsent(id, _ -> opened());
    if (poll.state != State.OPEN) {
      return Receipt.NOT_OPEN;
    }
    voters.add(voter);
    poll.rounds.getLast().put(voter, answer.strip());
    return Receipt.COUNTED;
  }

  private static boolean isText(String text) {
    return !text.isBlank() && text.length() <= MAX_LENGTH;
  }

  private boolean isFull(String id, String voter) {
    return (!voters.contains(voter) && voters.size() >= MAX_VOTERS)
        || (!polls.containsKey(id) && polls.size() >= MAX_QUESTIONS);
  }

  private static Poll opened() {
    Poll poll = new Poll();
    poll.open();
    return poll;
  }

  /// Opens the first vote on a question; does nothing if there was one.
  synchronized void open(String id) {
    Poll poll = polls.get(id);
    if (poll != null && poll.state == State.NEW) {
      poll.open();
    }
  }

  synchronized void close(String id) {
    Poll poll = polls.get(id);
    if (poll != null && poll.state == State.OPEN) {
      poll.state = State.CLOSED;
    }
  }

  /// Opens the second vote, once the first one is closed.
  synchronized void again(String id) {
    Poll poll = polls.get(id);
    if (poll != null && poll.state == State.CLOSED && poll.rounds.size() < MAX_ROUNDS) {
      poll.open();
    }
  }

  /// Forgets what was answered to a question, for the next class.
  synchronized void forget(String id) {
    if (questions.containsKey(id)) {
      polls.put(id, new Poll());
    } else {
      polls.remove(id);
    }
  }

  /// Every question: those of the workshop, then predictions as they came.
  synchronized List<String> ids() {
    return List.copyOf(polls.keySet());
  }

  synchronized List<String> openIds() {
    return polls.entrySet().stream()
        .filter(poll -> poll.getValue().state == State.OPEN)
        .map(Map.Entry::getKey)
        .toList();
  }

  Optional<Question> question(String id) {
    return Optional.ofNullable(questions.get(id));
  }

  /// What a page shows of a question: its words, or which prediction it is.
  String ask(String id) {
    return question(id).map(Question::ask).orElseGet(() -> Prediction.named(id));
  }

  synchronized Optional<Tally> tally(String id) {
    return Optional.ofNullable(polls.get(id)).map(poll -> tally(id, poll));
  }

  private Tally tally(String id, Poll poll) {
    int round = poll.rounds.size();
    int count = round == 0 ? 0 : poll.rounds.getLast().size();
    List<String> labels = question(id).map(Question::letters).orElse(List.of());
    List<Histogram> histograms =
        poll.state == State.OPEN
            ? List.of()
            : poll.rounds.stream().map(votes -> Histogram.of(labels, votes.values())).toList();
    return new Tally(poll.state, round, count, histograms);
  }

  /// What a voter has answered in the vote that is open.
  synchronized Optional<String> answer(String id, String voter) {
    Poll poll = polls.getOrDefault(id, new Poll());
    Map<String, String> round = poll.rounds.isEmpty() ? new HashMap<>() : poll.rounds.getLast();
    return Optional.ofNullable(round.get(voter));
  }
}
