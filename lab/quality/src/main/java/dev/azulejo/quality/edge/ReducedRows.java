package dev.azulejo.quality.edge;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;

/// Reduces the rows of an image: each block of `factor` × `factor` pixels is averaged into one. For one
/// thread.
public final class ReducedRows implements ImageDecoder.Rows {
    private final ImageDecoder.Rows rows;
    private final int factor;
    private final ProbedImage image;
    private final byte[] block;

    /// @param rows of 8 bits; both sides must be multiples of `factor`
    public ReducedRows(ImageDecoder.Rows rows, int factor) {
        var given = rows.image();
        var stored = given.stored();
        if (given.pixels().bits() != 8 || stored.width() % factor != 0 || stored.height() % factor != 0) {
            throw new IllegalArgumentException(
                    "%s of %s is not reduced by %d".formatted(stored, given.pixels(), factor));
        }
        this.rows = rows;
        this.factor = factor;
        image = ProbedImage.plain(
                given.format(), new Size(stored.width() / factor, stored.height() / factor), given.pixels());
        block = new byte[stored.width() * given.pixels().bytesPerPixel() * factor];
    }

    @Override
    public ProbedImage image() {
        return image;
    }

    @Override
    public void next(int count, byte[] target, int offset) throws UnreadableImage {
        int bands = image.pixels().bands();
        int width = image.stored().width();
        int stride = width * factor * bands;
        for (int row = 0; row < count; row++) {
            rows.next(factor, block, 0);
            for (int sample = 0; sample < width * bands; sample++) {
                int left = sample / bands * factor * bands + sample % bands;
                int sum = 0;
                for (int y = 0; y < factor; y++) {
                    for (int x = 0; x < factor; x++) {
                        sum += block[y * stride + left + x * bands] & 0xff;
                    }
                }
                target[offset + row * width * bands + sample] =
                        (byte) ((sum + factor * factor / 2) / (factor * factor));
            }
        }
    }

    @Override
    public void close() {
        rows.close();
    }
}
