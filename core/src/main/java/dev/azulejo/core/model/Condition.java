package dev.azulejo.core.model;

/// What a model must be told of a whole image before it can do a tile of it; computed from `source/sample`.
public enum Condition {
    /// The means of its feature maps, which it would otherwise take over each tile by itself (global pooling).
    POOLED,
    /// How much noise there is.
    NOISE
}
