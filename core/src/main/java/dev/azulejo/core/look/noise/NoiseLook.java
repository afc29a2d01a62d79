package dev.azulejo.core.look.noise;

import dev.azulejo.core.pixels.LookedRows;
import dev.azulejo.core.pixels.SpreadBlocks;
import java.util.Optional;
import java.util.stream.Stream;

/// Measures the noise of a picture in one pass over its rows, in blocks spread evenly over it. For one thread.
public final class NoiseLook {
    /// The most blocks measured: those of 6 megapixels are enough.
    private static final long MOST_BLOCKS = 24_000;

    /// The number of blocks below which they overlap by half, so small pictures have enough to
    /// compare.
    private static final long FEW_BLOCKS = 150;

    private static final int BRIGHTNESSES = 4;
    private static final int LEVELS_OF_A_BRIGHTNESS = 64;

    private final SpreadBlocks spread;
    private final int step;
    private final NoiseBlock block = new NoiseBlock();
    private final NoiseTally luma = new NoiseTally();
    private final NoiseTally red = new NoiseTally();
    private final NoiseTally green = new NoiseTally();
    private final NoiseTally blue = new NoiseTally();
    private final ColourNoiseTally colours = new ColourNoiseTally();
    private final NoiseTally[] byBrightness =
            Stream.generate(NoiseTally::new).limit(BRIGHTNESSES).toArray(NoiseTally[]::new);
    private boolean isGrey;

    public NoiseLook(int width, int height) {
        long blocks = Math.ceilDiv(width, NoiseBlock.SIDE) * (long) Math.ceilDiv(height, NoiseBlock.SIDE);
        spread = new SpreadBlocks(blocks, MOST_BLOCKS);
        step = blocks < FEW_BLOCKS ? NoiseBlock.SIDE / 2 : NoiseBlock.SIDE;
    }

    /// Takes the next rows of the picture. Blocks never reach from these rows into others.
    public void accept(LookedRows rows) {
        isGrey = rows.isGrey();
        int lastTop = rows.count() - NoiseBlock.WINDOW;
        for (int top = 0; top <= lastTop; top += step) {
            accept(rows, top);
        }
        int left = lastTop % step;
        if (lastTop > 0 && left >= step / 2) { // 64 rows have four blocks, the last one is moved up by two
            accept(rows, lastTop);
        }
    }

    private void accept(LookedRows rows, int top) {
        for (int x = 0; x + NoiseBlock.WINDOW <= rows.width(); x += step) {
            if (spread.takesNext()) {
                measure(rows, top * rows.width() + x);
            }
        }
    }

    private void measure(LookedRows rows, int first) {
        block.measure(rows.luma(), first, rows.width());
        luma.add(block);
        byBrightness[Math.min((int) block.mean() / LEVELS_OF_A_BRIGHTNESS, BRIGHTNESSES - 1)].add(block);
        if (!isGrey) {
            measure(rows.red(), first, rows.width(), red);
            measure(rows.green(), first, rows.width(), green);
            measure(rows.blue(), first, rows.width(), blue);
            colours.add(rows, first);
        }
    }

    private void measure(float[] levels, int first, int width, NoiseTally tally) {
        block.measure(levels, first, width);
        tally.add(block);
    }

    public NoiseLevels levels() {
        var quarters = Stream.of(byBrightness).map(NoiseTally::noise).toList();
        Optional<Noise> grey = luma.noise();
        return isGrey
                ? new NoiseLevels(grey, grey, grey, grey, quarters, Optional.empty())
                : new NoiseLevels(grey, red.noise(), green.noise(), blue.noise(), quarters, colours.noise());
    }
}
