package dev.azulejo.core.look.sharpness;

import dev.azulejo.core.pixels.LookedRows;
import java.util.OptionalDouble;

/// Measures how many edges have halos: a sharpening filter leaves a line along each edge that is lighter than the light
/// side or darker than the dark one. Looks at strong edges between even sides, along rows and columns. For one thread.
public final class OvershootLook {
    /// The least step over two pixels that is an edge, and the least over a whole one, in levels.
    private static final float LEAST_SLOPE = 48;

    private static final float LEAST_STEP = 38.4f;

    /// The pixels on either side of an edge: the first ones may have a halo, the last ones are the side itself.
    private static final int REACH = 8;

    private static final int LAST_OF_HALO = 4;

    /// How even a side is, as a share of the step.
    private static final float MOST_UNEVEN = 0.12f;

    /// The least height of a halo, as a share of the step.
    private static final float LEAST_HALO = 0.12f;

    /// The fewest sides of edges that tell anything.
    private static final long LEAST_SIDES = 100;

    /// The most pixels looked at: bands of rows spread over the picture are left out beyond.
    private static final long MOST_PIXELS = 4_000_000;

    private final int oneBandIn;
    private long band;
    private long sides;
    private long halos;
    private long exact;

    public OvershootLook(int width, int height) {
        oneBandIn = Math.toIntExact(Math.ceilDiv((long) width * height, MOST_PIXELS));
    }

    /// Takes the next rows of the picture: [LookedRows#MOST_ROWS], except for the last ones.
    public void accept(LookedRows rows) {
        if (band++ % oneBandIn != 0) {
            return;
        }
        var luma = rows.luma();
        int width = rows.width();
        for (int y = 0; y < rows.count(); y++) {
            for (int x = REACH + 1; x < width - REACH - 1; x++) {
                look(luma, y * width + x, 1);
            }
        }
        for (int y = REACH + 1; y < rows.count() - REACH - 1; y++) {
            for (int x = 0; x < width; x++) {
                look(luma, y * width + x, width);
            }
        }
    }

    private void look(float[] luma, int at, int step) {
        float rise = luma[at + step] - luma[at - step];
        float slope = Math.abs(rise);
        if (slope >= LEAST_SLOPE
                && slope >= Math.abs(luma[at] - luma[at - 2 * step])
                && slope > Math.abs(luma[at + 2 * step] - luma[at])) {
            side(luma, at, step, Math.signum(rise));
            side(luma, at, -step, -Math.signum(rise));
        }
    }

    /// @param sign 1 if the side is the lighter one, −1 if it is the darker
    private void side(float[] luma, int at, int step, float sign) {
        float most = Float.NEGATIVE_INFINITY;
        float least = Float.POSITIVE_INFINITY;
        float sum = 0;
        float across = 0;
        for (int i = LAST_OF_HALO + 1; i <= REACH; i++) {
            float level = luma[at + i * step];
            most = Math.max(most, level);
            least = Math.min(least, level);
            sum += level;
            across += luma[at - i * step];
        }
        float even = sum / (REACH - LAST_OF_HALO);
        float height = sign * (sum - across) / (REACH - LAST_OF_HALO);
        if (height < LEAST_STEP || most - least >= MOST_UNEVEN * height) {
            return;
        }
        float halo = 0;
        for (int i = 2; i <= LAST_OF_HALO; i++) {
            halo = Math.max(halo, sign * (luma[at + i * step] - even));
        }
        sides++;
        exact += most == least ? 1 : 0;
        halos += halo > LEAST_HALO * height ? 1 : 0;
    }

    /// The share of edges with a halo, 0 to 1; empty where there are too few edges, and where most sides have
    /// one colour, as in pixel art.
    public OptionalDouble share() {
        return sides < LEAST_SIDES || 2 * exact > sides
                ? OptionalDouble.empty()
                : OptionalDouble.of(halos / (double) sides);
    }
}
