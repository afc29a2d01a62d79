package dev.azulejo.core.look.kind;

/// The evidence in each block of an image, a byte per block: how much likelier it was drawn than
/// photographed, or that it is dithered, or one fine wave.
final class BlockEvidence {
    /// The unit of evidence, which is kept in sixteenths, up to 7.9.
    static final int ONE = 16;

    private static final byte DITHERED = Byte.MIN_VALUE;
    private static final byte WAVE = DITHERED + 1;
    private static final int MOST = Byte.MAX_VALUE - 1;

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

    void putDithered(int block) {
        blocks[block] = DITHERED;
    }

    void putWave(int block) {
        blocks[block] = WAVE;
    }

    /// @param evidence as a logarithm; 0 for a block that tells neither
    void put(int block, float evidence) {
        blocks[block] = (byte) Math.clamp(Math.round(evidence * ONE), -MOST, MOST);
    }

    boolean isDithered(int block) {
        return blocks[block] == DITHERED;
    }

    boolean isWave(int block) {
        return blocks[block] == WAVE;
    }

    /// The evidence of a block in sixteenths; 0 if it shows neither, or is dithered or a wave.
    int of(int block) {
        return isDithered(block) || isWave(block) ? 0 : blocks[block];
    }
}
