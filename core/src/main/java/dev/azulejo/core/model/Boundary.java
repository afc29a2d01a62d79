package dev.azulejo.core.model;

/// What stands outside an image where a model looks there: how an image is extended to a multiple of the
/// alignment.
public enum Boundary {
    /// Black; each convolution adds it by itself.
    ZERO,
    /// The last pixel again and again.
    REPLICATE,
    /// The image mirrored at its last pixel, which is not repeated.
    REFLECT
}
