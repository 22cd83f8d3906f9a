package dev.multifetch.conformance;

import dev.multifetch.conformance.reference.Broken;
import java.util.stream.Stream;

class SuiteOnPolitenessTest extends SuiteOnTrial {

  @Override
  Stream<Broken> broken() {
    return Broken.ofPoliteness();
  }
}
