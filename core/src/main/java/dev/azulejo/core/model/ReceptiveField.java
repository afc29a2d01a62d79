package dev.azulejo.core.model;

/// How far from a pixel a model looks, in input pixels; decides how tiles are cut.
public sealed interface ReceptiveField {

    /// The halo a tile needs, in input pixels.
    int haloPx();

    /// A reach of `px` pixels: no sample further away along either axis changes the result, so with a halo
    /// of as much, tiles are exact.
    record Radius(int px) implements ReceptiveField {
        public Radius {
            if (px < 0) {
                throw new IllegalArgumentException("a radius is not negative, got " + px);
            }
        }

        @Override
        public int haloPx() {
            return px;
        }
    }

    /// A reach beyond any halo. With the halo, seams were measured to stay below one grey level; the
    /// results of neighbours overlap and are feathered besides.
    ///
    /// @param overlapPx input pixels by which a result reaches into its neighbour's interior; the halo lies
    ///     around that
    record Measured(int px, int overlapPx) implements ReceptiveField {
        public Measured {
            if (px < 0 || overlapPx < 0) {
                throw new IllegalArgumentException("halo %d and overlap %d are not negative".formatted(px, overlapPx));
            }
        }

        @Override
        public int haloPx() {
            return px;
        }
    }

    /// The whole image, which the model must see at once. Larger images than it can take are refused.
    ///
    /// @param sidePx the longest side of an image that it takes, in input pixels
    record Whole(int sidePx) implements ReceptiveField {
        public Whole {
            if (sidePx < 1) {
                throw new IllegalArgumentException("a side is 1 pixel at least, got " + sidePx);
            }
        }

        @Override
        public int haloPx() {
            return 0;
        }
    }
}
