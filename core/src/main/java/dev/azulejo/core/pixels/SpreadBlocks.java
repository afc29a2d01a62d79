package dev.azulejo.core.pixels;

/// Chooses some of the blocks of a picture, spread evenly over it, in the order in which they come: by a
/// multiplicative hash (Knuth), as a plain stride would be columns in a picture of some widths. The same ones each
/// time. For one thread.
public final class SpreadBlocks {
    private static final int GOLDEN = 0x9e3779b1;

    private final int oneIn;
    private int seen;

    /// @param all the blocks that there are
    /// @param most about as many as are taken; all of them if there are no more
    public SpreadBlocks(long all, long most) {
        oneIn = Math.max(1, Math.toIntExact(Math.ceilDiv(all, most)));
    }

    /// Whether the next block is taken.
    public boolean takesNext() {
        int index = seen++;
        return oneIn == 1 || ((index * GOLDEN) >>> 8) % oneIn == 0;
    }
}
