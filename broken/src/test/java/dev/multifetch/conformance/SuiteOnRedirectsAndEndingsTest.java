package dev.multifetch.conformance;

import dev.multifetch.conformance.reference.Broken;
import java.util.stream.Stream;

class SuiteOnRedirectsAndEndingsTest extends SuiteOnTrial {

  @Override
  Stream<Broken> broken() {
    return Broken.ofRedirectsAndEndings();
  }
}
