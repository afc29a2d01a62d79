package dev.azulejo.core.infer.region;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.look.kind.Kind;
import dev.azulejo.core.look.kind.KindMap;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/// How much of each pixel belongs to each kind of picture: 0 to 1, and 1 for all kinds together. Between the centres of
/// two blocks of different kinds it goes along a smooth ramp, so no edge shows where one model takes over from
/// another. A weight depends on the place of a pixel in the image alone, never on the tile it is computed for.
/// Immutable.
///
/// @param map of the stored image
/// @param image upright
/// @param orientation how the image is stored
public record RegionWeights(KindMap map, Size image, Orientation orientation) {
    /// The kinds as which at least part of some pixel of a rect of the enlarged image is enlarged.
    ///
    /// @param scale by which the image was enlarged
    public Set<Kind> kindsIn(Rect enlarged, int scale) {
        var found = EnumSet.noneOf(Kind.class);
        var axes = axes(enlarged, scale);
        for (int row = axes.rows.least(); row <= axes.rows.greatest(); row++) {
            for (int column = axes.columns.least(); column <= axes.columns.greatest(); column++) {
                var of = kind(column, row);
                Arrays.stream(Kind.values()).filter(kind -> of.share(kind) > 0).forEach(found::add);
            }
        }
        return found;
    }

    /// How much each pixel of a rect of the enlarged image is enlarged as one kind, row by row.
    ///
    /// @param scale by which the image was enlarged
    public float[] of(Kind kind, Rect enlarged, int scale) {
        var axes = axes(enlarged, scale);
        var blocks = new Blocks(kind, axes.columns, axes.rows);
        var weights = new float[Math.toIntExact(enlarged.pixels())];
        for (int y = 0, at = 0; y < enlarged.height(); y++) {
            for (int x = 0; x < enlarged.width(); x++, at++) {
                weights[at] = orientation.swapsAxes() ? blocks.weight(y, x) : blocks.weight(x, y);
            }
        }
        return weights;
    }

    private Kind kind(int column, int row) {
        return map.at(column * map.side(), row * map.side());
    }

    /// How much of each block under a rect is enlarged as one kind.
    private final class Blocks {
        private final Axis columns;
        private final Axis rows;
        private final int across;
        private final float[] shares;

        Blocks(Kind kind, Axis columns, Axis rows) {
            this.columns = columns;
            this.rows = rows;
            this.across = columns.greatest() - columns.least() + 1;
            this.shares = new float[across * (rows.greatest() - rows.least() + 1)];
            for (int at = 0; at < shares.length; at++) {
                shares[at] = kind(columns.least() + at % across, rows.least() + at / across)
                        .share(kind);
            }
        }

        /// @param x along stored rows
        float weight(int x, int y) {
            float above = along(x, rows.first[y]);
            float below = along(x, rows.second[y]);
            return above + (below - above) * rows.part[y];
        }

        private float along(int x, int row) {
            int from = (row - rows.least()) * across - columns.least();
            float first = shares[from + columns.first[x]];
            float second = shares[from + columns.second[x]];
            return first + (second - first) * columns.part[x];
        }
    }

    private record Axes(Axis columns, Axis rows) {}

    private Axes axes(Rect enlarged, int scale) {
        var across = axis(true, scale, enlarged.left(), enlarged.width());
        var down = axis(false, scale, enlarged.top(), enlarged.height());
        return orientation.swapsAxes() ? new Axes(down, across) : new Axes(across, down);
    }

    /// @param horizontal of the upright image
    private Axis axis(boolean horizontal, int scale, int start, int count) {
        boolean reverses = horizontal ? orientation.reversesX() : orientation.reversesY();
        int length = horizontal ? image.width() : image.height();
        int blocks = horizontal == orientation.swapsAxes() ? map.height() : map.width();
        return Axis.of(reverses, (long) length * scale, (long) map.side() * scale, blocks, start, count);
    }

    /// The two blocks between which the pixels of a row or column lie, and how far from the first to the
    /// second.
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
