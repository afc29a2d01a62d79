package dev.azulejo.core.tiling;

/// The cuts along one side of an image. Positions are in pixels.
sealed interface Cuts permits EndingCuts, WrappedCuts {
    int count();

    int padded();

    int paddedStart(int index);

    /// The start of interior `index`, which is the end of the one before.
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
