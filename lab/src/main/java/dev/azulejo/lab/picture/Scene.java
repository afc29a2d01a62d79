package dev.azulejo.lab.picture;

import java.util.Random;

/// Draws a picture of nothing in particular whose edges and textures are distributed as in photographs:
/// leaves of all sizes that hide each other, small ones far more often than large ones. Networks that learn
/// from such pictures do nearly as well on photographs as those that learn from photographs (Achddou,
/// Gousseau, Ladjal: Synthetic images as a regularity prior for image restoration neural networks, 2021).
/// They are free of rights.
public final class Scene {
    /// How much larger the canvas's side is than the picture's: edges get the softness that a sensor gives
    /// them.
    private static final int FINER = 2;

    /// Half of the longer side of the smallest leaf, in pixels of the canvas; scenes use this and up to
    /// [#COARSENESS] octaves more.
    private static final double SMALLEST = 2.5;

    private static final double COARSENESS = 4;
    private static final int MOST_LEAVES = 20_000;
    private static final double ENOUGH = 0.995;
    private static final int RELIEF_SIDE = 256;
    private static final int COARSEST = 32;
    private static final Filter[] LENSES = {Filter.BOX, Filter.BILINEAR, Filter.BICUBIC};

    private final Random random;
    private final int side;
    private final Picture canvas;
    private final boolean[] covered;
    private final float[] relief;

    private Scene(Random random, int side) {
        this.random = random;
        this.side = side * FINER;
        canvas = Picture.blank(this.side, this.side);
        covered = new boolean[canvas.pixels()];
        relief = relief();
    }

    /// Draws a scene.
    ///
    /// @param side of the picture in pixels
    /// @return a picture of 8 bits; the same for the same seed and number
    public static Picture drawn(long seed, long number, int side) {
        var scene = new Scene(Seeds.random(seed, "scene", number), side);
        scene.scatter();
        var lens = LENSES[scene.random.nextInt(LENSES.length)];
        return Resizing.resized(scene.canvas, side, side, lens).rounded();
    }

    /// Scatters leaves from front to back, so that each pixel is painted once.
    private void scatter() {
        int open = covered.length;
        double largest = side / 2.5;
        double smallest = Math.min(SMALLEST * StrictMath.pow(2, COARSENESS * random.nextDouble()), largest / 2);
        for (int leaf = 0; leaf < MOST_LEAVES && open > (1 - ENOUGH) * covered.length; leaf++) {
            // density r^-3: u^(-1/2), between the smallest and the largest
            double u = random.nextDouble();
            double low = 1 / (largest * largest);
            double high = 1 / (smallest * smallest);
            open -= paint(new Leaf(random, side, 1 / Math.sqrt(low + u * (high - low))));
        }
        var ground = new Leaf(random, side, side * 4.0);
        for (int at = 0; at < covered.length; at++) {
            if (!covered[at]) {
                paint(ground, at);
            }
        }
    }

    private int paint(Leaf leaf) {
        int painted = 0;
        int left = Math.max(0, (int) (leaf.centreX() - leaf.reach()));
        int right = Math.min(side - 1, (int) (leaf.centreX() + leaf.reach()) + 1);
        int top = Math.max(0, (int) (leaf.centreY() - leaf.reach()));
        int bottom = Math.min(side - 1, (int) (leaf.centreY() + leaf.reach()) + 1);
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                int at = y * side + x;
                if (!covered[at] && leaf.covers(x, y)) {
                    paint(leaf, at);
                    painted++;
                }
            }
        }
        return painted;
    }

    private void paint(Leaf leaf, int at) {
        int x = at % side;
        int y = at / side;
        float roughness = relief[y % RELIEF_SIDE * RELIEF_SIDE + x % RELIEF_SIDE];
        leaf.paint(canvas.samples(), at, canvas.pixels(), x, y, roughness);
        covered[at] = true;
    }

    /// Makes noise whose octaves are equally strong, as in natural textures; it repeats without a seam.
    private float[] relief() {
        var sum = new float[RELIEF_SIDE * RELIEF_SIDE];
        int octaves = 0;
        for (int cell = COARSEST; cell >= 2; cell /= 2, octaves++) {
            int knots = RELIEF_SIDE / cell;
            var heights = new float[knots * knots];
            for (int i = 0; i < heights.length; i++) {
                heights[i] = 2 * random.nextFloat() - 1;
            }
            for (int y = 0; y < RELIEF_SIDE; y++) {
                for (int x = 0; x < RELIEF_SIDE; x++) {
                    sum[y * RELIEF_SIDE + x] += between(heights, knots, (float) x / cell, (float) y / cell);
                }
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.clamp(sum[i] * 2 / octaves, -1, 1);
        }
        return sum;
    }

    private static float between(float[] heights, int knots, float x, float y) {
        int left = (int) x;
        int top = (int) y;
        int right = (left + 1) % knots;
        int bottom = (top + 1) % knots;
        float u = x - left;
        float v = y - top;
        float above = heights[top * knots + left] * (1 - u) + heights[top * knots + right] * u;
        float below = heights[bottom * knots + left] * (1 - u) + heights[bottom * knots + right] * u;
        return above * (1 - v) + below * v;
    }
}
