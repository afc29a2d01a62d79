package dev.azulejo.core.tiling;

/// Where one side of an image is cut. Positions that it gives are in pixels.
sealed interface Cuts permits EndingCuts, WrappedCuts {
    /// How many interiors there are.
    int count();

    /// The length of every padded run.
    int padded();

    int paddedStart(int index);

    /// Where the interior of `index` starts, which is where the one before ends.
    int start(int index);

    int length();

    int overlap();

    /// The interior that holds a position; the first or the last for one outside the image.
    int holding(int position);

    default int keptStart(int index) {
        return index == 0 ? 0 : start(index) - overlap();
    }

    default int keptEnd(int index) {
        return index == count() - 1 ? length() : start(index + 1) + overlap();
    }
}
