package dev.azulejo.quality.crop;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.UnreadableImage;
import java.util.ArrayList;
import java.util.List;

/// Finds where images of one size differ, in one pass over their rows. For one thread.
public final class Differences {
    private static final int ROWS = 32;
    private static final int RGB = 3;

    private final DifferenceMap map;

    private Differences(DifferenceMap map) {
        this.map = map;
    }

    /// @param images two or more, of one stored size and of the same kind of pixels, none turned
    /// @throws UnreadableImage when a file turns out to be damaged
    public static Differences of(List<? extends ImageDecoder.Rows> images) throws UnreadableImage {
        var first = images.getFirst().image();
        for (var image : images) {
            if (!image.image().stored().equals(first.stored())
                    || !image.image().pixels().equals(first.pixels())) {
                throw new IllegalArgumentException("images of several sizes or kinds");
            }
        }
        var size = first.stored();
        var map = new DifferenceMap(size);
        int stride = Math.multiplyExact(size.width(), first.pixels().bytesPerPixel());
        var read = images.stream().map(_ -> new byte[stride * ROWS]).toList();
        for (int top = 0; top < size.height(); top += ROWS) {
            int count = Math.min(ROWS, size.height() - top);
            for (int image = 0; image < images.size(); image++) {
                images.get(image).next(count, read.get(image), 0);
            }
            for (int row = 0; row < count; row++) {
                var rows = new ArrayList<byte[]>();
                for (var bytes : read) {
                    rows.add(rgb(bytes, row * stride, size, first.pixels()));
                }
                map.accept(rows);
            }
        }
        return new Differences(map);
    }

    /// The upper 8 bits as RGB: grey in all three bands, without alpha.
    private static byte[] rgb(byte[] samples, int start, Size size, PixelFormat format) {
        var row = new byte[RGB * size.width()];
        int upper = format.bytesPerSample() - 1; // 16-bit samples are little-endian
        for (int i = 0; i < row.length; i++) {
            int band = format.colourBands() == 1 ? 0 : i % RGB;
            row[i] = samples[start + i / RGB * format.bytesPerPixel() + band * format.bytesPerSample() + upper];
        }
        return row;
    }

    /// @param difference as [DifferenceMap#difference] says
    public record Most(Rect rect, double difference) {}

    /// The square in which the images differ most; cut to the image if that is smaller.
    public Most most(int side) {
        var rect = map.mostDifferent(1, side).getFirst();
        return new Most(rect, map.difference(rect));
    }
}
