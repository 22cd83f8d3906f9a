package dev.multifetch.conformance;

import dev.multifetch.conformance.reference.Broken;
import java.util.stream.Stream;

class SuiteOnWritersTest extends SuiteOnTrial {

  @Override
  Stream<Broken> broken() {
    return Broken.ofWriters();
  }
}
