package dev.azulejo.imaging.tiff;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.record.Result;
import dev.azulejo.imaging.colour.ResultColour;

/// The layout of pixels in a TIFF. Up to a size it has strips of full width, which every program reads;
/// above that it has tiles, so that a program that shows a part of the image reads no more than that. If
/// the raw pixels come near the 4 GiB limit of places in a TIFF it is a BigTIFF.
///
/// @param big whether places have 64 bits
/// @param tiled whether parts are tiles; otherwise strips, as the result cuts them
/// @param tileHeight rows of a tile; 1 if there are no tiles
public record TiffLayout(Size image, int bytesPerPixel, boolean big, boolean tiled, int tileHeight) {
    public static final int TILE_WIDTH = 256;

    /// The number of which sides of tiles are multiples (TIFF 6.0, section 15).
    private static final int TILE_MULTIPLE = 16;

    /// The greatest size of a row of tiles in raw bytes. A strip holds whole rows of tiles, and those of a
    /// very wide image are flat, so that a strip stays small.
    private static final long MOST_TILE_ROW_BYTES = 16L << 20;

    /// The sizes in raw bytes up to which a file has a simpler layout.
    ///
    /// @param mostInStrips greatest size of a file without tiles
    /// @param mostClassic greatest size of a file whose places have 32 bits
    public record Limits(long mostInStrips, long mostClassic) {
        /// The limits of results. Deflate adds less than a thousandth to incompressible data, tiles reach
        /// over the image by less than a row and a column, and metadata have their own limit: 64 MiB are
        /// more than enough for all of it.
        static final Limits DEFAULT = new Limits(256L << 20, (1L << 32) - (64L << 20));
    }

    public static TiffLayout of(Result result, Limits limits) {
        return of(result.size(), bytesPerPixel(ResultColour.of(result)), limits);
    }

    public static int bytesPerPixel(ResultColour colour) {
        return colour.bands() * (colour.bits() / Byte.SIZE);
    }

    public static TiffLayout of(Size image, int bytesPerPixel, Limits limits) {
        long bytes = image.pixels() * bytesPerPixel;
        boolean tiled = bytes > limits.mostInStrips();
        if (!tiled) {
            return new TiffLayout(image, bytesPerPixel, bytes > limits.mostClassic(), false, 1);
        }
        int height = tileHeight(image.width(), bytesPerPixel);
        long padded = padded(image.width(), TILE_WIDTH) * padded(image.height(), height) * bytesPerPixel;
        return new TiffLayout(image, bytesPerPixel, padded > limits.mostClassic(), true, height);
    }

    private static int tileHeight(int width, int bytesPerPixel) {
        int height = TILE_WIDTH;
        while (height > TILE_MULTIPLE && padded(width, TILE_WIDTH) * height * bytesPerPixel > MOST_TILE_ROW_BYTES) {
            height /= 2;
        }
        return height;
    }

    private static long padded(int side, int multiple) {
        return Math.ceilDiv((long) side, multiple) * multiple;
    }

    int tileColumns() {
        return Math.ceilDiv(image.width(), TILE_WIDTH);
    }

    int tileBytes() {
        return TILE_WIDTH * tileHeight * bytesPerPixel;
    }
}
