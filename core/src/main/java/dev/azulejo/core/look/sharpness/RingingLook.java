package dev.azulejo.core.look.sharpness;

import dev.azulejo.core.pixels.LookedRows;
import java.util.Arrays;
import java.util.OptionalInt;

/// Finds the traces that a JPEG leaves around things on a plain ground, in one pass over the rows of a
/// picture: faint ripples beside edges, and a ground that is plain everywhere else. It works where
/// `JpegLook` cannot, because nearly each block holds samples cut off at white or black. For one thread.
///
/// Neither smooth letters nor blur leave ripples, and noise leaves no plain ground. The limits are from 528 pictures
/// that never were a JPEG, and 48 drawings that were.
public final class RingingLook {
    /// The side in pixels of the tiles, each with a ground of its own.
    private static final int TILE = 64;

    private static final int LEAST_SIDE = 16;
    private static final int BLOCK = 8;
    private static final int LEVELS = 256;

    /// The most pixels measured; bands of tiles of larger pictures are left out evenly.
    private static final long MOST_PIXELS = 8_000_000;

    /// The least share of a tile that has one level of luma, its ground.
    private static final double LEAST_GROUND = 0.15;

    /// The least share of tiles that have a ground: photographs have parts that are black or white
    /// throughout.
    private static final double MOSTLY_ON_GROUND = 0.5;

    /// How many levels a ripple may differ from the ground.
    private static final int FAINT = 16;

    /// How many levels a ripple differs at least from the pixels on both sides of it.
    private static final int LEAST_PROMINENCE = 2;

    /// The difference of neighbours above which they lie on an edge.
    private static final int EDGE = 40;

    private static final long LEAST_RIPPLES = 100;

    /// The least share of blocks that are plain.
    private static final double LEAST_PLAIN = 0.1;

    /// The least share of ripples among faint pixels: drawings that never were a JPEG have at most 0.09.
    private static final double LEAST_OF_FAINT = 0.13;

    /// The least ripples for each edge: such drawings have at most 0.06.
    private static final double LEAST_BY_EDGE = 0.08;

    /// The most ripples for each edge: a picture with hardly an edge is blurred.
    private static final double MOST_BY_EDGE = 4;

    /// The mean prominence of ripples from which the JPEG was coarse: quality 60 to 80 has 4 to 7 levels,
    /// 90 has 4, 95 has 3.
    private static final double COARSE_PROMINENCE = 4;

    private static final int COARSE_QUALITY = 80;
    private static final int FINE_QUALITY = 90;

    private final int oneBandIn;
    private final int[] tile = new int[TILE * TILE];
    private final int[] counts = new int[LEVELS];
    private int width;
    private int height;
    private long band;
    private long tiles;
    private long onGround;
    private long blocks;
    private long plain;
    private long faint;
    private long edges;
    private long ripples;
    private long prominences;

    public RingingLook(int width, int height) {
        oneBandIn = Math.toIntExact(Math.ceilDiv((long) width * height, MOST_PIXELS));
    }

    /// Takes the next rows of the picture: [LookedRows#MOST_ROWS], except for the last ones.
    public void accept(LookedRows rows) {
        if (band++ % oneBandIn != 0) {
            return;
        }
        for (int left = 0; left < rows.width(); left += TILE) {
            width = Math.min(TILE, rows.width() - left);
            height = rows.count();
            if (width >= LEAST_SIDE && height >= LEAST_SIDE) {
                tiles++;
                look(rows, left);
            }
        }
    }

    private void look(LookedRows rows, int left) {
        Arrays.fill(counts, 0);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int level = Math.round(rows.luma()[y * rows.width() + left + x]);
                tile[y * TILE + x] = level;
                counts[level]++;
            }
        }
        int ground = 0;
        for (int level = 1; level < LEVELS; level++) {
            ground = counts[level] > counts[ground] ? level : ground;
        }
        if (counts[ground] >= LEAST_GROUND * width * height) {
            onGround++;
            countPlain(ground);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    count(x, y, ground);
                }
            }
        }
    }

    private void countPlain(int ground) {
        for (int top = 0; top + BLOCK <= height; top += BLOCK) {
            for (int left = 0; left + BLOCK <= width; left += BLOCK) {
                blocks++;
                plain += isPlain(left, top, ground) ? 1 : 0;
            }
        }
    }

    private boolean isPlain(int left, int top, int ground) {
        for (int y = top; y < top + BLOCK; y++) {
            for (int x = left; x < left + BLOCK; x++) {
                if (tile[y * TILE + x] != ground) {
                    return false;
                }
            }
        }
        return true;
    }

    private void count(int x, int y, int ground) {
        int at = y * TILE + x;
        edges += x > 0 && Math.abs(tile[at] - tile[at - 1]) > EDGE ? 1 : 0;
        edges += y > 0 && Math.abs(tile[at] - tile[at - TILE]) > EDGE ? 1 : 0;
        if (tile[at] != ground && isFaint(at, ground)) {
            faint++;
            if (x > 0 && y > 0 && x < width - 1 && y < height - 1) {
                int most = Math.max(prominence(at, 1, ground), prominence(at, TILE, ground));
                ripples += most > 0 ? 1 : 0;
                prominences += most;
            }
        }
    }

    private boolean isFaint(int at, int ground) {
        return Math.abs(tile[at] - ground) <= FAINT;
    }

    /// By how much a pixel is lighter, or darker, than those on both sides of it; 0 if it is neither, or
    /// hardly.
    private int prominence(int at, int step, int ground) {
        if (!isFaint(at - step, ground) || !isFaint(at + step, ground)) {
            return 0;
        }
        int before = tile[at] - tile[at - step];
        int after = tile[at] - tile[at + step];
        int least = Math.min(Math.abs(before), Math.abs(after));
        return least >= LEAST_PROMINENCE && Integer.signum(before) == Integer.signum(after) ? least : 0;
    }

    /// The quality of the JPEG that the picture was, on the scale of libjpeg, within some 15; empty where there is no
    /// trace of one.
    public OptionalInt quality() {
        boolean isFound = ripples >= LEAST_RIPPLES
                && onGround >= MOSTLY_ON_GROUND * tiles
                && plain >= LEAST_PLAIN * blocks
                && ripples >= LEAST_OF_FAINT * faint
                && ripples >= LEAST_BY_EDGE * edges
                && ripples <= MOST_BY_EDGE * edges;
        if (!isFound) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(prominences >= COARSE_PROMINENCE * ripples ? COARSE_QUALITY : FINE_QUALITY);
    }
}
