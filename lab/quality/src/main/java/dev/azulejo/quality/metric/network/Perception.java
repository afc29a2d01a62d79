package dev.azulejo.quality.metric.network;

/// The network that measures [Metric#STLPIPS] here, if there is one.
public sealed interface Perception {
    /// @param leastSide of pictures that it can compare, in pixels
    record Network(PictureDistance distance, int leastSide) implements Perception {
        public Network {
            if (leastSide < 1 || leastSide > TiledDistance.TILE_SIDE / 2) {
                throw new IllegalArgumentException(
                        "a network that needs pictures of %d pixels cannot measure tiles of %d"
                                .formatted(leastSide, TiledDistance.TILE_SIDE / 2));
            }
        }
    }

    /// @param why there is no number, and how to get one
    record None(String why) implements Perception {}
}
