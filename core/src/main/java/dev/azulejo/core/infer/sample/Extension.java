package dev.azulejo.core.infer.sample;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.pixels.PixelBlock;

/// Extends pixels to the right and below with what a model sees outside an image.
public final class Extension {
    private static final int NOTHING = -1;

    private Extension() {}

    /// @param block which reaches the image's border where `size` is larger
    /// @return the block itself if it already has that size
    public static PixelBlock extended(PixelBlock block, Size size, Boundary boundary) {
        if (block.width() == size.width() && block.height() == size.height()) {
            return block;
        }
        var result = PixelBlock.blank(size, block.format());
        int pixelBytes = block.format().bytesPerPixel();
        for (int y = 0; y < size.height(); y++) {
            int fromY = seen(y, block.height(), boundary);
            for (int x = 0; x < size.width(); x++) {
                int fromX = seen(x, block.width(), boundary);
                if (fromX != NOTHING && fromY != NOTHING) {
                    int from = fromY * block.stride() + fromX * pixelBytes;
                    int to = y * result.stride() + x * pixelBytes;
                    System.arraycopy(block.samples(), from, result.samples(), to, pixelBytes);
                }
            }
        }
        return result;
    }

    private static int seen(int position, int length, Boundary boundary) {
        if (position < length) {
            return position;
        }
        return switch (boundary) {
            case ZERO -> NOTHING;
            case REPLICATE -> length - 1;
            case REFLECT -> reflected(position, length);
        };
    }

    /// Reflects a position between the first and the last, neither repeated.
    private static int reflected(int position, int length) {
        int last = length - 1;
        if (last == 0) {
            return 0;
        }
        int along = position % (2 * last);
        return along <= last ? along : 2 * last - along;
    }
}
