package dev.azulejo.lab.net;

/// Patches that a network learns from in one step: what it gets, and what it should answer. White is 1.
///
/// @param inputs `count` pictures of three planes of `side`² samples
/// @param truths as many, whose side is larger by the network's scale
public record Batch(int count, int side, float[] inputs, float[] truths) {}
