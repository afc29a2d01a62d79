package dev.azulejo.core.look;

import java.util.Arrays;

/// Says of each block of a picture which kind it is.
@SuppressWarnings("EnumOrdinal")
public record KindMap(int columns, int rows, int sidePx, byte[] kinds) {
    public Kind kind(int column, int row) {
        return Kind.values()[kinds[row * columns + column]];
    }

    public double share(Kind kind) {
        int count = 0;
        for (byte one : kinds) {
            count += one == kind.ordinal() ? 1 : 0;
        }
        return (double) count / kinds.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KindMap its
                && columns == its.columns
                && rows == its.rows
                && sidePx == its.sidePx
                && Arrays.equals(kinds, its.kinds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(kinds);
    }
}
