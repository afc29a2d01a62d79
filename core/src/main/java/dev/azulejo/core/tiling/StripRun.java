package dev.azulejo.core.tiling;

/// Some strips that follow each other: what one call of stitch makes.
public record StripRun(int first, int count) {
    public StripRun {
        if (first < 0 || count < 1) {
            throw new IllegalArgumentException("%d strips from %d on".formatted(count, first));
        }
    }

    public int end() {
        return first + count;
    }
}
