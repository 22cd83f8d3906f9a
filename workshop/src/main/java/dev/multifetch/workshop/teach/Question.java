package dev.multifetch.workshop.teach;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/// A question to vote on.
///
/// @param id what its page is called
/// @param block the part of the workshop that asks it
/// @param path `two-hours`, or `day` if only the longer workshop asks it
/// @param right the number of the right answer, from 1
/// @param why why it is right
/// @param source the document that says so
record Question(
    String id,
    String block,
    String path,
    String ask,
    List<Answer> answers,
    int right,
    String why,
    String source) {

  static final String FILE = "workshop/slides/votes.json";

  /// @param because the misconception behind a wrong answer; empty for the right one
  record Answer(String text, String because) {

    Answer {
      because = because == null ? "" : because;
    }
  }

  /// The questions of the workshop, in the order in which they are asked.
  static List<Question> all() throws IOException {
    try (InputStream in = Question.class.getClassLoader().getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IOException(FILE + " is not in the jar: build it again, with all its resources");
      }
      return List.of(JsonMapper.shared().readValue(in, Question[].class));
    }
  }

  /// `A`, `B`, `C`...: what a vote for an answer says.
  static String letter(int answer) {
    return String.valueOf((char) ('A' + answer));
  }

  List<String> letters() {
    return IntStream.range(0, answers.size()).mapToObj(Question::letter).toList();
  }

  String rightLetter() {
    return letter(right - 1);
  }
}
