package dev.azulejo.quality.metric.network;

import dev.azulejo.quality.metric.score.OwnMetric;

/// A user's network, loaded.
///
/// @param network receives the candidate in place of the reference if the metric needs none
public record OwnNetwork(OwnMetric metric, Perception.Network network) {}
