package dev.multifetch.conformance;

/// A test that a variant is known to fail, because of the library underneath and not of the model.
///
/// @param test the name of the test method
/// @param reason what the library does instead
public record Deviation(String test, String reason) {}
