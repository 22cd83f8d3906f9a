package dev.multifetch.workshop.predict;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// What somebody predicts, or what was measured.
sealed interface Answer {

  /// As a person reads it.
  String words();

  /// How long something takes.
  record Time(Duration duration) implements Answer {
    @Override
    public String words() {
      return Words.time(duration);
    }
  }

  /// How many there are.
  record Count(long number) implements Answer {
    @Override
    public String words() {
      return Words.count(number);
    }
  }

  /// In which order the outcomes come.
  enum Order implements Answer {
    LISTED("as listed"),
    BY_END("by end"),
    NO_TELLING("no telling");

    private final String words;

    Order(String words) {
      this.words = words;
    }

    @Override
    public String words() {
      return words;
    }
  }

  /// What happens to the other URLs when one fails.
  enum AtFailure implements Answer {
    OTHERS_GO_ON("others go on"),
    LIST_ENDS("list ends"),
    THROWS_LATER("throws later");

    private final String words;

    AtFailure(String words) {
      this.words = words;
    }

    @Override
    public String words() {
      return words;
    }
  }

  /// Finds a choice by its letter, or by the beginning of its words; at least three letters.
  static <T extends Answer> Optional<Answer> choice(T[] choices, String typed) {
    if (typed.length() == 1) {
      int place = typed.charAt(0) - 'a';
      return place >= 0 && place < choices.length ? Optional.of(choices[place]) : Optional.empty();
    }
    return Stream.<Answer>of(choices)
        .filter(choice -> typed.length() >= 3 && choice.words().startsWith(typed))
        .findFirst();
  }
}
