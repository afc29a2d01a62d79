package dev.azulejo.core.tiling;

/// Cuts of a side of an image that ends at its border. Counts in units of the alignment, so every cut
/// and every padded run starts and ends on a multiple of it; positions that it gives are in pixels.
///
/// @param length of the image along this side
/// @param longest of a padded run, in units
/// @param margin around an interior, in units: a tile's share of the overlap and the halo
record EndingCuts(int length, int alignment, int longest, int margin, int overlap) implements Cuts {

    @Override
    public int count() {
        return Math.max(1, Math.ceilDiv(units() - 2 * margin, longest - 2 * margin));
    }

    @Override
    public int padded() {
        return (count() == 1 ? units() : step() + 2 * margin) * alignment;
    }

    @Override
    public int paddedStart(int index) {
        return Math.min(index * step(), units() - padded() / alignment) * alignment;
    }

    /// The start of interior `index`, which is the end of the one before; border interiors reach the
    /// border, so their padded runs waste nothing.
    @Override
    public int start(int index) {
        if (index == 0) {
            return 0;
        }
        return index == count() ? length : (index * step() + margin) * alignment;
    }

    /// The interior that holds a position; the first or the last for one outside the image.
    @Override
    public int holding(int position) {
        return count() == 1
                ? 0
                : Math.clamp(Math.floorDiv(position - margin * alignment, step() * alignment), 0, count() - 1);
    }

    /// The image's length, extended to whole units.
    private int units() {
        return Math.ceilDiv(length, alignment);
    }

    private int step() {
        return Math.ceilDiv(units() - 2 * margin, count());
    }
}
