package dev.azulejo.core.look;

import java.util.Arrays;

/// Looks for the grid and the quantisation steps of a JPEG in luma, in one pass over the rows of a picture, in windows
/// spread evenly over it. Of the 64 places that the grid may have, the right one is where coefficients are multiples of
/// steps. For one thread.
public final class JpegLook {
    private static final int MOST_WINDOWS = 5_000;
    private static final int LEAST_BLOCKS = 24;

    /// A window with a smaller range of levels would be zeros at nearly all places.
    private static final float LEAST_RANGE = 2.5f;

    private static final float BLACK = 0.5f;
    private static final float WHITE = 254.5f;

    /// Pictures that were never a JPEG have next to none, drawings up to 50; JPEGs mostly thousands.
    private static final double LEAST_EVIDENCE = 100;

    /// Stripes of a drawing may look quantised in the three coefficients of one direction. Quality 92 shows four.
    private static final int LEAST_STEPS = 4;

    private final int oneIn;
    private final GridWindow window = new GridWindow();
    private final GridHistograms histograms = new GridHistograms();
    private int seen;
    private int blocks;

    public JpegLook(int width, int height) {
        long windows = Math.ceilDiv(width, GridWindow.GRID) * (long) Math.ceilDiv(height, GridWindow.GRID);
        oneIn = Math.toIntExact(Math.ceilDiv(windows, MOST_WINDOWS));
    }

    /// Takes the next rows of the picture. They begin at a multiple of 64 rows, so the grid stays where it is.
    public void accept(LookedRows rows) {
        for (int top = 0; top + GridWindow.SIDE <= rows.count(); top += GridWindow.GRID) {
            for (int x = 0; x + GridWindow.SIDE <= rows.width(); x += GridWindow.GRID) {
                int first = top * rows.width() + x;
                if (isTaken(seen++) && tells(rows, first)) {
                    blocks++;
                    window.fill(rows.luma(), first, rows.width());
                    histograms.add(window);
                }
            }
        }
    }

    /// Spreads by a multiplicative hash (Knuth), as a plain stride would be columns in a picture of some widths.
    private boolean isTaken(int index) {
        return oneIn == 1 || ((index * 0x9e3779b1) >>> 8) % oneIn == 0;
    }

    /// Whether there is structure, and no band was cut off: that moves luma away from what the JPEG had.
    private static boolean tells(LookedRows rows, int first) {
        int width = rows.width();
        if (range(rows.luma(), first, width) < LEAST_RANGE) {
            return false;
        }
        return rows.isGrey()
                || (range(rows.red(), first, width) >= 0
                        && range(rows.green(), first, width) >= 0
                        && range(rows.blue(), first, width) >= 0);
    }

    /// The range of the levels in a window, or -1 if one of them is black or white.
    private static float range(float[] levels, int first, int width) {
        float least = levels[first];
        float most = least;
        for (int y = 0; y < GridWindow.SIDE; y++) {
            for (int at = first + y * width; at < first + y * width + GridWindow.SIDE; at++) {
                least = Math.min(least, levels[at]);
                most = Math.max(most, levels[at]);
            }
        }
        return least < BLACK || most > WHITE ? -1 : most - least;
    }

    /// What was found so far.
    public JpegTrace trace() {
        if (blocks < LEAST_BLOCKS) {
            return new JpegTrace.Unknown(blocks);
        }
        var place = histograms.place();
        int[] steps = histograms.steps(place.index());
        long known = Arrays.stream(steps).filter(step -> step > 0).count();
        var quality = JpegQuality.ofSome(steps);
        if (place.evidence() < LEAST_EVIDENCE || known < LEAST_STEPS || quality.isEmpty()) {
            return new JpegTrace.None(blocks);
        }
        int left = place.index() % GridWindow.GRID;
        int top = place.index() / GridWindow.GRID;
        return new JpegTrace.Found(left, top, quality.getAsInt(), place.evidence(), blocks);
    }
}
