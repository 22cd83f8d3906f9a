package dev.multifetch.workshop.teach;

/// What became of a vote.
enum Receipt {
  COUNTED(200, "Your vote is counted. As long as the vote is open, you can change it."),
  NOT_OPEN(409, "This vote is not open. Wait until the teacher opens it."),
  UNKNOWN(404, "There is no such question. Ask the teacher for its address."),
  INVALID(400, "A vote names a question, an answer and a voter, in at most 80 characters each."),
  NO_SUCH_ANSWER(400, "This question has no such answer. Choose one of its letters."),
  FULL(503, "The votes are full. Ask the teacher to start multifetch workshop teach again.");

  final int status;
  final String words;

  Receipt(int status, String words) {
    this.status = status;
    this.words = words;
  }
}
