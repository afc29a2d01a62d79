package dev.azulejo.core.model;

/// The pixels that a model sees outside an image, and by which an image is extended to a multiple of the
/// alignment.
public enum Boundary {
    /// Black; each convolution adds it by itself.
    ZERO,
    /// The last pixel repeated.
    REPLICATE,
    /// The image mirrored at its last pixel, which is not repeated.
    REFLECT
}
