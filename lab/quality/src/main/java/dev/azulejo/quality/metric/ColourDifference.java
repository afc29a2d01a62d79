package dev.azulejo.quality.metric;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.quality.metric.rows.Lanes;
import dev.azulejo.quality.metric.rows.PairMeter;
import dev.azulejo.quality.metric.rows.Strip;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.metric.score.Scores;

/// CIEDE2000 of each pixel, averaged; and the drift of colours, which is CIEDE2000 between the means of
/// blocks of 16×16 pixels, in linear light, averaged: noise and detail cancel there and a cast remains.
final class ColourDifference implements PairMeter {
    private static final int BLOCK = 16;

    private final Size size;
    private final int columns;
    private final double[][] sums; // by band: red, green and blue of the reference, then of the candidate
    private double differences;
    private double drifts;

    ColourDifference(Size size) {
        this.size = size;
        columns = Math.ceilDiv(size.width(), BLOCK);
        sums = new double[6][columns];
    }

    @Override
    public void accept(Strip reference, Strip candidate) {
        for (double sum : Lanes.map(reference.rows(), row -> differences(reference, candidate, row))) {
            differences += sum;
        }
        for (int row = 0; row < reference.rows(); ) {
            int y = reference.firstRow() + row;
            int count = Math.min(reference.rows() - row, BLOCK - y % BLOCK);
            addBlocks(reference, candidate, row, count);
            row += count;
            if ((y + count) % BLOCK == 0 || y + count == size.height()) {
                endBlocks((y + count - 1) % BLOCK + 1);
            }
        }
    }

    private static double differences(Strip reference, Strip candidate, int row) {
        var one = new double[3];
        var other = new double[3];
        double sum = 0;
        for (int i = row * reference.width(); i < (row + 1) * reference.width(); i++) {
            if (reference.red()[i] != candidate.red()[i]
                    || reference.green()[i] != candidate.green()[i]
                    || reference.blue()[i] != candidate.blue()[i]) {
                lab(reference, i, one);
                lab(candidate, i, other);
                sum += Lab.difference(one, other);
            }
        }
        return sum;
    }

    private static void lab(Strip strip, int i, double[] target) {
        Lab.of(Lab.light(strip.red()[i]), Lab.light(strip.green()[i]), Lab.light(strip.blue()[i]), target);
    }

    private void addBlocks(Strip reference, Strip candidate, int firstRow, int count) {
        double[][] planes = {
            reference.red(), reference.green(), reference.blue(), candidate.red(), candidate.green(), candidate.blue()
        };
        Lanes.each(planes.length, band -> {
            for (int row = firstRow; row < firstRow + count; row++) {
                for (int x = 0; x < size.width(); x++) {
                    sums[band][x / BLOCK] += Lab.light(planes[band][row * size.width() + x]);
                }
            }
        });
    }

    private void endBlocks(int rows) {
        var one = new double[3];
        var other = new double[3];
        for (int column = 0; column < columns; column++) {
            int pixels = rows * Math.min(BLOCK, size.width() - column * BLOCK);
            Lab.of(sums[0][column] / pixels, sums[1][column] / pixels, sums[2][column] / pixels, one);
            Lab.of(sums[3][column] / pixels, sums[4][column] / pixels, sums[5][column] / pixels, other);
            drifts += pixels * Lab.difference(one, other);
            for (var band : sums) {
                band[column] = 0;
            }
        }
    }

    @Override
    public void addTo(Scores.Builder scores) {
        scores.put(Metric.CIEDE2000, differences / size.pixels());
        scores.put(Metric.COLOUR_DRIFT, drifts / size.pixels());
    }
}
