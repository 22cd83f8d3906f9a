package dev.multifetch.conformance.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The answers of a server to one URL, and to each redirect after it.
///
/// @param seed the seed that it was made from; the first part of the URL's path
/// @param answers the second part of a path says which one
/// @param expected the outcome, if nothing was damaged
record Specimen(long seed, List<RandomResponse> answers, Optional<String> expected) {

  private static final int MAX_CHANGES = 3;

  /// The specimen of this seed, for a server at this port.
  static Specimen of(long seed, int port) {
    Dice dice = new Dice(seed);
    boolean intact = dice.oneIn(4);
    Composer composer = new Composer(dice, intact ? Oracle.MAX_BODY : 2 * Oracle.MAX_BODY, intact);
    int hops = dice.oneIn(4) ? 1 + dice.length(2) : 0;
    List<RandomResponse> answers = new ArrayList<>();
    for (int hop = 0; hop < hops; hop++) {
      answers.add(composer.redirect());
    }
    answers.add(composer.answer());
    boolean straight = !dice.oneIn(4);
    if (!intact) {
      damage(answers, new Mutator(dice), dice);
    }
    for (int hop = 0; hop < hops; hop++) {
      String path = "/" + seed + "/" + (hop + 1);
      String location = straight ? path : winding(path, "127.0.0.1:" + port, hop, dice);
      answers.set(hop, answers.get(hop).leadingTo(location));
    }
    RandomResponse last = answers.getLast();
    return new Specimen(
        seed,
        answers,
        Optional.of(Reading.fetched(last.status(), last.content()))
            .filter(_ -> intact && straight));
  }

  private static void damage(List<RandomResponse> answers, Mutator mutator, Dice dice) {
    int changes = 1 + dice.length(MAX_CHANGES - 1);
    for (int change = 0; change < changes; change++) {
      int hop = dice.below(answers.size());
      RandomResponse answer = answers.get(hop);
      answers.set(hop, answer.damaged(mutator.mutate(answer.bytes())));
    }
  }

  /// Other ways to write a Location, and targets that are not allowed.
  private static String winding(String path, String authority, int hop, Dice dice) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    return dice.of(
        "http://" + authority + path,
        "HTTP://" + authority + path + "#fragment",
        "//" + authority + path,
        " " + path + " \t",
        last,
        "./" + last,
        ".." + path,
        "x/../" + last + "?query=a b&c=[d]",
        path + "?caf\u00c3\u00a9=%zz\u00ff|\"<>\\^`{}",
        path + "#",
        "",
        "?query",
        "../" + hop,
        path.replaceFirst("[0-9]+$", "0"),
        "http://" + authority,
        "http://somebody@" + authority + path,
        "http://" + authority + "00" + path,
        "http://:80" + path,
        "http://[::1",
        "http:" + path,
        "ftp://" + authority + path,
        "mailto:somebody@" + authority,
        "caf\u00e9:" + path,
        ":" + path);
  }

  String path() {
    return "/" + seed + "/0";
  }

  /// The answer to a request for this hop.
  Optional<RandomResponse> answer(int hop) {
    return hop < answers.size() ? Optional.of(answers.get(hop)) : Optional.empty();
  }

  @Override
  public String toString() {
    return answers.stream()
        .map(answer -> Escaped.of(answer.bytes()))
        .collect(Collectors.joining("\n"));
  }
}
