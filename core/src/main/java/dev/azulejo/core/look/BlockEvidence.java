package dev.azulejo.core.look;

/// What the blocks of an image tell each by itself, a byte for each: how much likelier it was drawn than photographed,
/// or that it is a pattern.
final class BlockEvidence {
    /// Evidence is kept in sixteenths, up to 7.9.
    static final int ONE = 16;

    private static final byte PATTERN = Byte.MIN_VALUE;

    private final int width;
    private final int height;
    private final byte[] blocks;

    /// @param width in blocks
    BlockEvidence(int width, int height) {
        this.width = width;
        this.height = height;
        this.blocks = new byte[Math.multiplyExact(width, height)];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int count() {
        return blocks.length;
    }

    void putPattern(int block) {
        blocks[block] = PATTERN;
    }

    /// @param evidence as a logarithm; 0 for a block that tells neither
    void put(int block, float evidence) {
        blocks[block] = (byte) Math.clamp(Math.round(evidence * ONE), -Byte.MAX_VALUE, Byte.MAX_VALUE);
    }

    boolean isPattern(int block) {
        return blocks[block] == PATTERN;
    }

    /// In sixteenths; 0 of a block that tells neither, or is a pattern.
    int of(int block) {
        return isPattern(block) ? 0 : blocks[block];
    }
}
