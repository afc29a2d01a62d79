package dev.azulejo.core.look.jpeg;

/// Says whether the pixels of a picture went through a JPEG, whatever file they lie in now.
public sealed interface JpegTrace {
    /// The number of blocks looked at that show some structure.
    int blocks();

    /// Traces were found.
    ///
    /// @param left column of the picture at which the first of its blocks begins, 0 to 7
    /// @param top row of the picture at which the first of its blocks begins, 0 to 7
    /// @param quality on the scale of libjpeg, 1 to 100, the nearest to the steps that were found
    /// @param evidence logarithm of how much likelier the pixels are with these traces than without
    record Found(int left, int top, int quality, double evidence, int blocks) implements JpegTrace {
        public Found {
            if (left < 0 || left > 7 || top < 0 || top > 7 || quality < 1 || quality > 100) {
                throw new IllegalArgumentException(
                        "no such grid: at %d, %d of quality %d".formatted(left, top, quality));
            }
        }
    }

    /// None were found: the picture was never a JPEG, was one of high quality, or has changed since.
    record None(int blocks) implements JpegTrace {}

    /// Too few blocks show enough structure to tell.
    record Unknown(int blocks) implements JpegTrace {}
}
