package dev.multifetch.workshop.race;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// How orders, events and settings look as JSON: one line each, enums like `long-tail`.
final class Wire {

  static final JsonMapper JSON =
      JsonMapper.builder()
          .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES) // Settings names what is 0
          .build();

  private Wire() {}
}
