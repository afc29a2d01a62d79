package dev.azulejo.quality.metric;

/// A user's network, loaded.
///
/// @param network is given the candidate for the reference where its metric needs none
public record OwnNetwork(OwnMetric metric, Perception.Network network) {}
