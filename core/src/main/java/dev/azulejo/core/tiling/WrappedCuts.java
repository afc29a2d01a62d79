package dev.azulejo.core.tiling;

/// The cuts of a side at whose ends the image continues at the opposite one. Padded runs reach beyond both
/// ends by the margin, so interiors need not be longer there: all have one length, or one unit of the
/// alignment less. Counts in such units.
///
/// @param length of the image along this side, a multiple of the alignment
/// @param longest of a padded run, in units
/// @param margin around an interior, in units: a tile's share of the overlap and the halo
record WrappedCuts(int length, int alignment, int longest, int margin, int overlap) implements Cuts {
    @Override
    public int count() {
        return Math.ceilDiv(units(), longest - 2 * margin);
    }

    @Override
    public int padded() {
        return (Math.ceilDiv(units(), count()) + 2 * margin) * alignment;
    }

    @Override
    public int paddedStart(int index) {
        return start(index) - margin * alignment;
    }

    @Override
    public int start(int index) {
        return (int) ((long) units() * index / count()) * alignment;
    }

    @Override
    public int holding(int position) {
        long behind = Math.floorDiv(position, alignment) + 1L;
        return Math.clamp(Math.ceilDiv(behind * count(), units()) - 1, 0, count() - 1);
    }

    private int units() {
        return length / alignment;
    }
}
