package dev.azulejo.quality.metric;

import dev.azulejo.core.geometry.Size;

/// Thrown for two images of different sizes, which cannot be compared pixel by pixel.
public final class DifferentSizes extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    DifferentSizes(Size reference, Size candidate) {
        super("the reference is %s, the candidate is %s: only images of one size can be compared"
                .formatted(reference, candidate));
    }
}
