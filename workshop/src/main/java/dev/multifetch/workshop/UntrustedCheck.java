package dev.multifetch.workshop;

/// A check did not find what is known to be wrong, so what else it finds means nothing.
public final class UntrustedCheck extends RuntimeException {
  UntrustedCheck(Exercise exercise, Finding starter) {
    super(
        "the check of exercise %s cannot be trusted on this machine: the untouched starter should break %s, and the check found %s"
            .formatted(exercise.id(), exercise.rule(), starter));
  }
}
