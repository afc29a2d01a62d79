package dev.azulejo.imaging.tiff;

import dev.azulejo.core.port.ImageDecoder.Rows;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The rows of a TIFF page whose samples we unpack ourselves.
final class PackedRows implements Rows {
    private final PackedParts parts;
    private final PackedPixels pixels;
    private final ProbedImage image;
    private final Closeable closing;
    private final int[] row;
    private int givenRows;

    PackedRows(PackedParts parts, PackedPixels pixels, ProbedImage image, Closeable closing) {
        this.parts = parts;
        this.pixels = pixels;
        this.image = image;
        this.closing = closing;
        row = new int[Math.multiplyExact(image.stored().width(), pixels.depths().length)];
    }

    @Override
    public ProbedImage image() {
        return image;
    }

    @Override
    public void next(int count, byte[] target, int offset) throws UnreadableImage {
        if (givenRows + count > image.stored().height()) {
            throw new IllegalStateException("no rows left of %s".formatted(image.stored()));
        }
        int rowBytes = image.stored().width() * image.pixels().bytesPerPixel();
        for (int i = 0; i < count; i++) {
            parts.row(givenRows, row);
            pixels.put(row, target, offset + i * rowBytes);
            givenRows++;
        }
    }

    @Override
    public void close() {
        try {
            closing.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
