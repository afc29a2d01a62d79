package dev.azulejo.core.infer;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.look.Kind;
import dev.azulejo.core.look.KindMap;
import java.util.EnumSet;
import java.util.Set;

/// How much of each pixel belongs to each kind of picture: 0 to 1, and 1 for all kinds together. Between the centres of
/// two blocks of different kinds it goes along a smooth ramp, so that no edge shows where one model takes over from
/// another. A weight depends on the place of a pixel in the image alone, never on the tile it is computed for.
/// Immutable.
///
/// @param map of the stored image
/// @param image upright
/// @param orientation how the image is stored
record RegionWeights(KindMap map, Size image, Orientation orientation) {
    /// The kinds that have a part in some pixel of a rect of the enlarged image.
    ///
    /// @param scale by which the image was enlarged
    Set<Kind> kindsIn(Rect enlarged, int scale) {
        var found = EnumSet.noneOf(Kind.class);
        var across = axis(true, scale, enlarged.left(), enlarged.width());
        var down = axis(false, scale, enlarged.top(), enlarged.height());
        var columns = orientation.swapsAxes() ? down : across;
        var rows = orientation.swapsAxes() ? across : down;
        for (int row = rows.least(); row <= rows.greatest(); row++) {
            for (int column = columns.least(); column <= columns.greatest(); column++) {
                found.add(map.kind(column, row));
            }
        }
        return found;
    }

    /// The weights of one kind for the pixels of a rect of the enlarged image, row by row.
    ///
    /// @param scale by which the image was enlarged
    float[] of(Kind kind, Rect enlarged, int scale) {
        var across = axis(true, scale, enlarged.left(), enlarged.width());
        var down = axis(false, scale, enlarged.top(), enlarged.height());
        var weights = new float[Math.toIntExact(enlarged.pixels())];
        for (int y = 0, at = 0; y < enlarged.height(); y++) {
            for (int x = 0; x < enlarged.width(); x++, at++) {
                weights[at] =
                        orientation.swapsAxes() ? weight(kind, down, y, across, x) : weight(kind, across, x, down, y);
            }
        }
        return weights;
    }

    private float weight(Kind kind, Axis columns, int x, Axis rows, int y) {
        float above = along(kind, columns, x, rows.first[y]);
        float below = along(kind, columns, x, rows.second[y]);
        return above + (below - above) * rows.part[y];
    }

    private float along(Kind kind, Axis columns, int x, int row) {
        float first = map.kind(columns.first[x], row) == kind ? 1 : 0;
        float second = map.kind(columns.second[x], row) == kind ? 1 : 0;
        return first + (second - first) * columns.part[x];
    }

    /// @param horizontal of the upright image
    private Axis axis(boolean horizontal, int scale, int start, int count) {
        boolean reverses = horizontal ? orientation.reversesX() : orientation.reversesY();
        int length = horizontal ? image.width() : image.height();
        int blocks = horizontal == orientation.swapsAxes() ? map.rows() : map.columns();
        return Axis.of(reverses, (long) length * scale, (long) map.sidePx() * scale, blocks, start, count);
    }

    /// Between which two blocks the pixels of a row or column lie, and how far from the first to the second.
    private record Axis(int[] first, int[] second, float[] part) {
        /// @param length of the enlarged image along this axis
        /// @param side of a block in the enlarged image
        static Axis of(boolean reverses, long length, long side, int blocks, int start, int count) {
            var axis = new Axis(new int[count], new int[count], new float[count]);
            for (int i = 0; i < count; i++) {
                long halves = 2L * (start + i) + 1; // from the image's edge to the pixel's centre, in half pixels
                long stored = reverses ? 2 * length - halves : halves;
                long fromFirstCentre = stored - side;
                int block = Math.toIntExact(Math.floorDiv(fromFirstCentre, 2 * side));
                float part = Math.floorMod(fromFirstCentre, 2 * side) / (float) (2 * side);
                axis.first[i] = Math.clamp(block, 0, blocks - 1);
                axis.second[i] = Math.clamp(block + 1L, 0, blocks - 1);
                axis.part[i] = part * part * (3 - 2 * part);
            }
            return axis;
        }

        int least() {
            return Math.min(first[0], first[first.length - 1]);
        }

        int greatest() {
            return Math.max(second[0], second[second.length - 1]);
        }
    }
}
