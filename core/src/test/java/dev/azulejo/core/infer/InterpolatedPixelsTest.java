package dev.azulejo.core.infer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.infer.guard.Doubt;
import dev.azulejo.core.tiling.Tile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Of a tile that reaches beyond the upper left corner of its image, and a step to which each pixel has become 2 × 2.
class InterpolatedPixelsTest {
    private final InterpolatedPixels pixels = new InterpolatedPixels();

    @BeforeEach
    void start() {
        pixels.start(new Tile(0, new Rect(0, 0, 4, 4), new Rect(-3, -3, 10, 10)));
    }

    @Test
    void whatLiesBeyondTheImageIsNoneOfItsPixels() {
        pixels.add(new Doubt(2, 2, new float[] {1, 1, 1, 0}), new Rect(-1, -1, 2, 2), 2);
        assertThat(pixels.inInterior()).isZero();
    }

    @Test
    void aPixelCountsOnce() {
        pixels.add(new Doubt(2, 2, new float[] {1, 1, 1, 1}), new Rect(0, 0, 2, 2), 2);
        pixels.add(new Doubt(2, 2, new float[] {0, 0, 0, 1}), new Rect(-1, -1, 2, 2), 2);
        pixels.add(new Doubt(1, 1, new float[] {1}), new Rect(3, 3, 1, 1), 1);
        assertThat(pixels.inInterior()).isEqualTo(2);
    }
}
