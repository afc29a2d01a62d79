package dev.azulejo.core.recipe;

/// One model of a chain, pinned to its weights.
///
/// @param sha256 of the weights, in lower-case hex
public record Step(String model, String sha256) {}
