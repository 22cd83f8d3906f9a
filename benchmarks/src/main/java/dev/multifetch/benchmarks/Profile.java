package dev.multifetch.benchmarks;

import java.nio.file.Path;
import java.util.Optional;

/// A flame graph of one contestant.
///
/// @param name the contestant
/// @param page the HTML file
/// @param problem why there is no such file; empty if there is
public record Profile(String name, Path page, Optional<String> problem) {}
