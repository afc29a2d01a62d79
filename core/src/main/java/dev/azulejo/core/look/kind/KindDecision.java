package dev.azulejo.core.look.kind;

/// Decides which kind each block is, by its own evidence and that of the blocks around it.
///
/// A block alone errs in one case of 20, so each takes the sum of its square of 5 × 5 blocks, and adds the
/// mean of the whole image. A region that is weak even then, an island with little evidence or a flat area
/// with none, takes the kind of what surrounds it; by default it is a photograph.
final class KindDecision {
    private static final int MOST = 4 * BlockEvidence.ONE;

    /// The least evidence for a region, in sixteenths: that of ten sure blocks.
    private static final int STRONG = 10 * MOST;

    /// The least evidence per block of small images: half of what all their blocks could give.
    private static final int STRONG_PER_BLOCK = MOST / 2;

    /// The least share of pattern among the blocks around a pattern.
    private static final double MOSTLY_PATTERN = 0.6;

    /// The share of waves in all blocks from which waves are the picture, as in a test chart. Below it they
    /// are stripes of cloth or a facade, which a model of photographs enlarges 4 dB better than
    /// interpolation does.
    private static final double MOSTLY_WAVES = 0.5;

    private final BlockEvidence evidence;
    private final byte[] kinds;
    private final boolean wavesCount;
    private final int mean;
    private final int strong;

    KindDecision(BlockEvidence evidence) {
        this.evidence = evidence;
        this.kinds = new byte[evidence.count()];
        long sum = 0;
        int telling = 0;
        int dithered = 0;
        int waves = 0;
        for (int block = 0; block < kinds.length; block++) {
            sum += limited(evidence.of(block));
            telling += evidence.of(block) == 0 ? 0 : 1;
            dithered += evidence.isDithered(block) ? 1 : 0;
            waves += evidence.isWave(block) ? 1 : 0;
        }
        this.wavesCount = dithered + waves >= MOSTLY_WAVES * kinds.length;
        this.mean = telling == 0 ? 0 : (int) (sum / telling);
        this.strong = (int)
                Math.min(STRONG, (long) STRONG_PER_BLOCK * Math.max(1, telling + dithered + (wavesCount ? waves : 0)));
    }

    /// Decides the code of each block's kind; to be called once.
    byte[] kinds() {
        BlockSums.around(evidence.width(), evidence.height(), block -> isPattern(block) ? 1 : 0, this::decidePattern);
        var regions = new WeakRegions(kinds, evidence.width());
        regions.replace(Kind.PATTERN, block -> isPattern(block) ? MOST : 0, strong);
        BlockSums.around(evidence.width(), evidence.height(), this::weight, this::decideDrawing);
        regions.replace(Kind.DRAWING, block -> Math.max(0, weight(block)), strong);
        regions.replace(Kind.PHOTOGRAPH, block -> Math.max(0, -weight(block)), strong);
        return kinds;
    }

    private boolean isPattern(int block) {
        return evidence.isDithered(block) || (wavesCount && evidence.isWave(block));
    }

    private void decidePattern(int block, int sum, int count) {
        if (sum >= MOSTLY_PATTERN * count) {
            kinds[block] = Kind.PATTERN.code();
        }
    }

    private void decideDrawing(int block, int sum, int count) {
        if (sum > 0 && kinds[block] == Kind.PHOTOGRAPH.code()) {
            kinds[block] = Kind.DRAWING.code();
        }
    }

    private static int limited(int sixteenths) {
        return Math.clamp(sixteenths, -MOST, MOST);
    }

    /// The evidence of a block together with that of the whole image.
    private int weight(int block) {
        int alone = evidence.of(block);
        return alone == 0 ? 0 : limited(limited(alone) + mean);
    }
}
