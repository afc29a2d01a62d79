package dev.azulejo.quality.crop;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Measures how much candidates of one image differ, block by block, from their rows: it keeps a few
/// numbers for each block, for images of any size. Mutable; not thread-safe.
public final class DifferenceMap {
    private static final int BLOCK = 32;

    private final Size image;
    private final int columns;
    private final double[][] blocks;
    private int nextRow;

    public DifferenceMap(Size image) {
        this.image = image;
        columns = Math.ceilDiv(image.width(), BLOCK);
        blocks = new double[Math.ceilDiv(image.height(), BLOCK)][columns];
    }

    /// Adds the next row of all candidates: the sum of squared distances from their mean.
    ///
    /// @param rows of 8-bit RGB
    public void accept(List<byte[]> rows) {
        var blocksOfRow = blocks[nextRow++ / BLOCK];
        int candidates = rows.size();
        for (int i = 0; i < 3 * image.width(); i++) {
            int sum = 0;
            int squares = 0;
            for (var row : rows) {
                int sample = row[i] & 0xff;
                sum += sample;
                squares += sample * sample;
            }
            blocksOfRow[i / (3 * BLOCK)] += squares - (double) sum * sum / candidates;
        }
    }

    /// The places where candidates differ most: rects of one shape that do not overlap, the most different
    /// first.
    ///
    /// @param side of a rect; cut to the image if that is smaller
    /// @return fewer than `most` if no more fit
    public List<Rect> mostDifferent(int most, int side) {
        int width = Math.min(side, image.width());
        int height = Math.min(side, image.height());
        var sums = summed();
        record Candidate(Rect rect, double difference) {}
        var all = new ArrayList<Candidate>();
        for (int top : starts(image.height(), height)) {
            for (int left : starts(image.width(), width)) {
                var rect = new Rect(left, top, width, height);
                all.add(new Candidate(rect, within(rect, sums)));
            }
        }
        all.sort(Comparator.comparingDouble((Candidate candidate) -> -candidate.difference));
        var chosen = new ArrayList<Rect>();
        for (var candidate : all) {
            if (chosen.size() < most && chosen.stream().noneMatch(rect -> overlap(rect, candidate.rect))) {
                chosen.add(candidate.rect);
            }
        }
        return chosen;
    }

    /// How much two candidates differ within a rect, or several differ from their mean: the root of the
    /// mean square, in levels of 255.
    public double difference(Rect rect) {
        return Math.sqrt(within(rect, summed()) / (3.0 * rect.width() * rect.height()));
    }

    /// Possible starts of a part: multiples of a block, and the last place.
    private static List<Integer> starts(int length, int part) {
        var starts = new ArrayList<Integer>();
        for (int start = 0; start < length - part; start += BLOCK) {
            starts.add(start);
        }
        starts.add(length - part);
        return starts;
    }

    private static boolean overlap(Rect one, Rect other) {
        return one.left() < other.right()
                && other.left() < one.right()
                && one.top() < other.bottom()
                && other.top() < one.bottom();
    }

    /// The sum over the blocks that lie wholly in the rect.
    private double within(Rect rect, double[][] sums) {
        int left = Math.ceilDiv(rect.left(), BLOCK);
        int top = Math.ceilDiv(rect.top(), BLOCK);
        int right = Math.max(left, rect.right() == image.width() ? columns : rect.right() / BLOCK);
        int bottom = Math.max(top, rect.bottom() == image.height() ? blocks.length : rect.bottom() / BLOCK);
        return sums[bottom][right] - sums[top][right] - sums[bottom][left] + sums[top][left];
    }

    /// Sums over all blocks above and to the left of each block.
    private double[][] summed() {
        var sums = new double[blocks.length + 1][columns + 1];
        for (int row = 0; row < blocks.length; row++) {
            for (int column = 0; column < columns; column++) {
                sums[row + 1][column + 1] =
                        blocks[row][column] + sums[row][column + 1] + sums[row + 1][column] - sums[row][column];
            }
        }
        return sums;
    }
}
