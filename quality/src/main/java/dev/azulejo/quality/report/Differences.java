package dev.azulejo.quality.report;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.UnreadableImage;
import java.util.ArrayList;
import java.util.List;

/// Where images of one size differ, cell by cell: found in one pass over their rows, in memory that grows with the
/// number of cells alone. For one thread.
public final class Differences {
    private static final int CELL = 32;
    private static final int ROWS = CELL;
    private static final double BYTE_OF_16_BITS = 256;

    private final Size size;
    private final int columns;
    private final int rows;
    private final List<double[]> sums = new ArrayList<>();
    private final int samplesPerPixel;
    private final double scale;

    private Differences(Size size, PixelFormat format, int pairs) {
        this.size = size;
        columns = Math.ceilDiv(size.width(), CELL);
        rows = Math.ceilDiv(size.height(), CELL);
        samplesPerPixel = format.bands();
        scale = format.bits() == 8 ? 1 : BYTE_OF_16_BITS;
        for (int pair = 0; pair < pairs; pair++) {
            sums.add(new double[columns * rows]);
        }
    }

    /// @param images two or more, of one stored size and of the same kind of pixels, none turned
    /// @throws UnreadableImage when a file breaks on the way
    public static Differences of(List<? extends ImageDecoder.Rows> images) throws UnreadableImage {
        var first = images.getFirst().image();
        for (var image : images) {
            if (!image.image().stored().equals(first.stored())
                    || !image.image().pixels().equals(first.pixels())) {
                throw new IllegalArgumentException("images of several sizes or kinds");
            }
        }
        var format = first.pixels();
        var found = new Differences(first.stored(), format, images.size() * (images.size() - 1) / 2);
        int stride = Math.multiplyExact(first.stored().width(), format.bytesPerPixel());
        var read = images.stream().map(_ -> new byte[stride * ROWS]).toList();
        for (int top = 0; top < found.size.height(); top += ROWS) {
            int count = Math.min(ROWS, found.size.height() - top);
            for (int image = 0; image < images.size(); image++) {
                images.get(image).next(count, read.get(image), 0);
            }
            found.add(top / CELL, count, read, format.bytesPerSample());
        }
        return found;
    }

    private void add(int row, int count, List<byte[]> images, int bytesPerSample) {
        int pair = 0;
        for (int one = 0; one < images.size(); one++) {
            for (int other = one + 1; other < images.size(); other++) {
                add(sums.get(pair++), row, count, images.get(one), images.get(other), bytesPerSample);
            }
        }
    }

    private void add(double[] cells, int row, int count, byte[] one, byte[] other, int bytesPerSample) {
        int samples = size.width() * samplesPerPixel;
        for (int y = 0; y < count; y++) {
            for (int sample = 0; sample < samples; sample++) {
                int at = (y * samples + sample) * bytesPerSample;
                int difference =
                        bytesPerSample == 1 ? (one[at] & 0xff) - (other[at] & 0xff) : wide(one, at) - wide(other, at);
                cells[row * columns + sample / samplesPerPixel / CELL] += Math.abs(difference);
            }
        }
    }

    private static int wide(byte[] samples, int at) {
        return (samples[at] & 0xff) | ((samples[at + 1] & 0xff) << 8);
    }

    /// The square in which two of the images differ most, in the mean; smaller where the image is.
    ///
    /// @param side in pixels, a multiple of 32
    public Most most(int side) {
        int across = Math.min(side / CELL, columns);
        int down = Math.min(side / CELL, rows);
        var most = most(sums.getFirst(), 0, 0, across, down);
        for (var cells : sums) {
            for (int row = 0; row <= rows - down; row++) {
                for (int column = 0; column <= columns - across; column++) {
                    var here = most(cells, column, row, across, down);
                    most = here.difference > most.difference ? here : most;
                }
            }
        }
        return most;
    }

    /// @param difference in the mean over the pixels there, in levels of 255
    public record Most(Rect rect, double difference) {}

    private Most most(double[] cells, int column, int row, int across, int down) {
        double sum = 0;
        for (int y = row; y < row + down; y++) {
            for (int x = column; x < column + across; x++) {
                sum += cells[y * columns + x];
            }
        }
        int width = Math.min(across * CELL, size.width() - column * CELL);
        int height = Math.min(down * CELL, size.height() - row * CELL);
        var rect = new Rect(column * CELL, row * CELL, width, height);
        return new Most(rect, sum / scale / samplesPerPixel / width / height);
    }
}
