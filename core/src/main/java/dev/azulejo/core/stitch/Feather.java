package dev.azulejo.core.stitch;

/// The weight of a tile along one side, in output pixels: full within, and along a ramp where its result
/// overlaps a neighbour's. The ramp is as long as the overlap of both, its middle is where their interiors
/// meet, and the two weights of a pixel add up to the whole exactly.
///
/// @param keptStart before `interiorStart` by the overlap, or equal at the image's border
/// @param keptEnd behind `interiorEnd` likewise
record Feather(int keptStart, int interiorStart, int interiorEnd, int keptEnd) {
    /// The weight of a tile that counts alone. With 256 across and 256 down, sums of 16-bit samples just
    /// fit into 32 bits.
    static final int WHOLE = 256;

    int weight(int position) {
        int fromStart = interiorStart - keptStart;
        int fromEnd = keptEnd - interiorEnd;
        if (position < interiorStart + fromStart) {
            return later(position - keptStart, 2 * fromStart);
        }
        if (position >= interiorEnd - fromEnd) {
            return WHOLE - later(position - (interiorEnd - fromEnd), 2 * fromEnd);
        }
        return WHOLE;
    }

    /// The weight of the later of two tiles at a place of their ramp: that of the pixel's middle, rounded.
    private static int later(int place, int length) {
        return ((2 * place + 1) * WHOLE + length) / (2 * length);
    }
}
