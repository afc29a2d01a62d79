package dev.azulejo.core.look.kind;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntUnaryOperator;

/// Gives regions of one kind with too little evidence the kind of most blocks around them. A region is
/// blocks that meet along a side. For one thread.
final class WeakRegions {
    private final byte[] kinds;
    private final int width;
    private final int[] around = new int[Kind.values().length];
    private int[] region = new int[64];
    private int found;

    /// @param kinds for each block the code of its kind; changed in place
    /// @param width of the map in blocks
    WeakRegions(byte[] kinds, int width) {
        this.kinds = kinds;
        this.width = width;
    }

    /// @param strength what each block says for its being of that kind
    /// @param strong what a region's blocks have to say together to stay
    void replace(Kind kind, IntUnaryOperator strength, int strong) {
        var seen = new BitSet(kinds.length);
        for (int block = 0; block < kinds.length; block++) {
            if (kinds[block] == kind.code() && !seen.get(block)) {
                collect(block, seen);
                long sum = 0;
                for (int i = 0; i < found; i++) {
                    sum += strength.applyAsInt(region[i]);
                }
                if (sum < strong) {
                    become(surrounding());
                }
            }
        }
    }

    /// Fills `region` with the blocks of the region of one, and `around` with the number of neighbours by
    /// kind.
    private void collect(int first, BitSet seen) {
        Arrays.fill(around, 0);
        found = 0;
        add(first, seen);
        for (int next = 0; next < found; next++) {
            int block = region[next];
            if (block % width > 0) {
                meet(block, block - 1, seen);
            }
            if (block % width < width - 1) {
                meet(block, block + 1, seen);
            }
            if (block >= width) {
                meet(block, block - width, seen);
            }
            if (block < kinds.length - width) {
                meet(block, block + width, seen);
            }
        }
    }

    private void meet(int block, int neighbour, BitSet seen) {
        if (kinds[neighbour] != kinds[block]) {
            around[kinds[neighbour]]++;
        } else if (!seen.get(neighbour)) {
            add(neighbour, seen);
        }
    }

    private void add(int block, BitSet seen) {
        seen.set(block);
        if (found == region.length) {
            region = Arrays.copyOf(region, 2 * found);
        }
        region[found++] = block;
    }

    /// The commonest kind around the region; the first kind if there is none.
    private byte surrounding() {
        int most = 0;
        for (int kind = 1; kind < around.length; kind++) {
            most = around[kind] > around[most] ? kind : most;
        }
        return (byte) most;
    }

    private void become(byte kind) {
        for (int i = 0; i < found; i++) {
            kinds[region[i]] = kind;
        }
    }
}
