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
}
