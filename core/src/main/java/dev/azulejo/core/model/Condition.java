package dev.azulejo.core.model;

/// A fact about the whole image that a model needs before it can enhance a tile.
public enum Condition {
    /// The means of its feature maps, which it would otherwise take over each tile by itself (global pooling).
    POOLED,
    /// The strength of the noise.
    NOISE,
    /// The loss by JPEG: none where no step says it.
    JPEG;

    /// Whether it is computed from a sample of the image; otherwise a step says it.
    boolean isSampled() {
        return this != JPEG;
    }
}
