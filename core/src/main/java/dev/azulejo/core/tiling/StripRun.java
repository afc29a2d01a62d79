package dev.azulejo.core.tiling;

/// A run of consecutive strips that one call of stitch makes.
///
/// @param result number of the result whose strips they are, from 0 on
public record StripRun(int result, int first, int count) {
    public StripRun {
        if (result < 0 || first < 0 || count < 1) {
            throw new IllegalArgumentException("%d strips of result %d from %d on".formatted(count, result, first));
        }
    }

    public int end() {
        return first + count;
    }
}
