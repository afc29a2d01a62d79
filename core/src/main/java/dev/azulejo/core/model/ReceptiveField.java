package dev.azulejo.core.model;

/// How far from a pixel a model looks, in input pixels; decides how tiles are cut.
public sealed interface ReceptiveField {

    /// The halo a tile needs, in input pixels.
    int haloPx();

    /// No sample further than `px` away along either axis changes the result: with a halo of as much, tiles are
    /// exact.
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

    /// It looks further than any halo could reach. With the halo, seams were measured to stay below one grey
    /// level; the results of neighbours overlap and are feathered besides.
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
}
