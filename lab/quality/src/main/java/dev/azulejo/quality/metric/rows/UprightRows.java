package dev.azulejo.quality.metric.rows;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.plan.RectCutter;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;

/// Turns an image upright: its rows are cut into tiles, which wait in a temporary file until their row is
/// asked for. For one thread.
public final class UprightRows implements ImageDecoder.Rows {
    private static final int SIDE = 256;
    private static final int ROWS_AT_ONCE = 16;

    private final ImageDecoder.Rows source;
    private final Size size;
    private final int pixelBytes;
    private final FileChannel file;
    private final byte[] band;
    private boolean isFilled;
    private int nextRow;

    private UprightRows(ImageDecoder.Rows source) {
        this.source = source;
        var image = source.image();
        size = image.orientation().upright(image.stored());
        pixelBytes = image.pixels().bytesPerPixel();
        band = new byte
                [Math.multiplyExact(Math.multiplyExact(size.width(), pixelBytes), Math.min(SIDE, size.height()))];
        try {
            file = FileChannel.open(
                    Files.createTempFile("azulejo-upright-", ".tmp"),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The upright rows of an image; closing them leaves `rows` open.
    public static ImageDecoder.Rows of(ImageDecoder.Rows rows) {
        return rows.image().orientation() == Orientation.NORMAL ? new OpenRows(rows) : new UprightRows(rows);
    }

    /// Wraps rows that are upright already; closing it leaves them open.
    private record OpenRows(ImageDecoder.Rows rows) implements ImageDecoder.Rows {
        @Override
        public ProbedImage image() {
            return rows.image();
        }

        @Override
        public void next(int count, byte[] target, int offset) throws UnreadableImage {
            rows.next(count, target, offset);
        }

        @Override
        public void close() {
            // The caller that opened them closes them.
        }
    }

    @Override
    public ProbedImage image() {
        return ProbedImage.plain(source.image().format(), size, source.image().pixels());
    }

    @Override
    public void next(int count, byte[] target, int offset) throws UnreadableImage {
        try {
            if (!isFilled) {
                fill();
                isFilled = true;
            }
            int stride = size.width() * pixelBytes;
            for (int row = 0; row < count; row++, nextRow++) {
                if (nextRow % SIDE == 0) {
                    readBand(nextRow);
                }
                System.arraycopy(band, nextRow % SIDE * stride, target, offset + row * stride, stride);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill() throws UnreadableImage, IOException {
        var image = source.image();
        var tiles = new ArrayList<Rect>();
        for (int top = 0; top < size.height(); top += SIDE) {
            for (int left = 0; left < size.width(); left += SIDE) {
                tiles.add(tile(left, top));
            }
        }
        var cutter =
                new RectCutter<>(image.stored(), image.pixels(), image.orientation(), tiles, tile -> tile, this::write);
        var rows = new byte[Math.multiplyExact(image.stored().width() * pixelBytes, ROWS_AT_ONCE)];
        for (int top = 0; top < image.stored().height(); top += ROWS_AT_ONCE) {
            int count = Math.min(ROWS_AT_ONCE, image.stored().height() - top);
            source.next(count, rows, 0);
            cutter.accept(rows, count);
        }
    }

    private Rect tile(int left, int top) {
        return Rect.between(left, top, Math.min(size.width(), left + SIDE), Math.min(size.height(), top + SIDE));
    }

    /// The position of a tile in the file; tiles lie one after another, row by row.
    private long position(Rect tile) {
        return ((long) tile.top() * size.width() + (long) tile.left() * tile.height()) * pixelBytes;
    }

    private void write(Rect tile, PixelBlock pixels) {
        try {
            var bytes = ByteBuffer.wrap(pixels.samples());
            for (long at = position(tile); bytes.hasRemaining(); ) {
                at += file.write(bytes, at);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readBand(int top) throws IOException {
        int stride = size.width() * pixelBytes;
        for (int left = 0; left < size.width(); left += SIDE) {
            var tile = tile(left, top);
            var bytes = ByteBuffer.allocate(tile.width() * tile.height() * pixelBytes);
            for (long at = position(tile); bytes.hasRemaining(); ) {
                int read = file.read(bytes, at);
                if (read < 0) {
                    throw new IOException("the temporary file of a turned image ends early");
                }
                at += read;
            }
            for (int row = 0; row < tile.height(); row++) {
                int length = tile.width() * pixelBytes;
                System.arraycopy(bytes.array(), row * length, band, row * stride + left * pixelBytes, length);
            }
        }
    }

    /// Removes the file; the source stays open, as the caller closes it.
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
