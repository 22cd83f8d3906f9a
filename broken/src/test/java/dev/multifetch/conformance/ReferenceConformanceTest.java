package dev.multifetch.conformance;

import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.reference.ReferenceFactory;

/// The reference keeps every rule: what its broken variants break is theirs alone.
class ReferenceConformanceTest extends FetcherConformance {
  @Override
  protected FetcherFactory factory() {
    return new ReferenceFactory();
  }
}
