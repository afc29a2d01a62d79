package dev.azulejo.core.look;

/// Decides which kind each block is by what it and the blocks around it tell.
///
/// A block alone errs in one case of 20, so each takes the sum of its square of 5 × 5 blocks, to which what the whole
/// image tells is added once more. What is weak even then becomes what surrounds it: an island for which too little
/// speaks, and flat areas, for which nothing does. Where nothing else is known it is a photograph.
final class KindDecision {
    /// One block counts no more than this, in sixteenths.
    private static final int MOST = 4 * BlockEvidence.ONE;

    /// What has to speak for a region, in sixteenths, as ten blocks can that are sure.
    private static final int STRONG = 10 * MOST;

    /// Of small images: as if half of what all their blocks could say.
    private static final int STRONG_PER_BLOCK = MOST / 2;

    /// Of the blocks around a pattern so many are one.
    private static final double MOSTLY_PATTERN = 0.6;

    /// Of all blocks so many are, where waves are the picture, as in a test chart. Elsewhere they are stripes, of cloth
    /// or a facade, which a model of photographs enlarges 4 dB better than interpolation does.
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

    /// For each block the code of its kind; to be asked for once.
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

    /// What a block tells, together with the whole image.
    private int weight(int block) {
        int alone = evidence.of(block);
        return alone == 0 ? 0 : limited(limited(alone) + mean);
    }
}
