package dev.azulejo.quality.arena;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.local.exit.ExitCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The pixels of one candidate as 8-bit RGB, row by row. For one thread.
final class CandidateRows implements AutoCloseable {
    private final Path file;
    private final ImageDecoder.Rows rows;
    private final PixelFormat format;
    private final Size size;
    private final byte[] read;

    private CandidateRows(Path file, ImageDecoder.Rows rows) {
        this.file = file;
        this.rows = rows;
        format = rows.image().pixels();
        size = rows.image().stored();
        read = new byte[Math.multiplyExact(size.width(), format.bytesPerPixel())];
    }

    static CandidateRows open(Path file, ImageDecoder decoder) {
        try {
            var rows = decoder.decode(new BufferedInputStream(Files.newInputStream(file)), 1);
            var opened = new CandidateRows(file, rows);
            if (rows.image().orientation() != Orientation.NORMAL) {
                opened.close();
                throw ExitCode.BAD_IMAGE.failure(file + " is stored turned; save it upright");
            }
            return opened;
        } catch (IOException e) {
            throw ExitCode.NO_INPUT.failure("%s cannot be read: %s".formatted(file, e.getMessage()));
        } catch (UnreadableImage e) {
            throw ExitCode.BAD_IMAGE.failure("%s: %s".formatted(file, e.getMessage()));
        }
    }

    Size size() {
        return size;
    }

    byte[] next() {
        try {
            rows.next(1, read, 0);
        } catch (UnreadableImage e) {
            throw ExitCode.BAD_IMAGE.failure("%s: %s".formatted(file, e.getMessage()));
        }
        var rgb = new byte[3 * size.width()];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = sample(i / 3, i % 3);
        }
        return rgb;
    }

    /// Grey in all three, rounded to 8 bits, on white where something shows through.
    private byte sample(int x, int band) {
        int own = value(x, format.colourBands() == 1 ? 0 : band);
        if (!format.hasAlpha()) {
            return (byte) own;
        }
        int alpha = value(x, format.bands() - 1);
        return (byte) ((own * alpha + 255 * (255 - alpha) + 127) / 255);
    }

    private int value(int x, int band) {
        int at = (x * format.bands() + band) * format.bytesPerSample();
        if (format.bits() == 8) {
            return read[at] & 0xff;
        }
        int wide = (read[at] & 0xff) | (read[at + 1] & 0xff) << 8;
        return (wide * 255 + 32_767) / 65_535;
    }

    /// Copies what of a row lies under a rect.
    static void copy(byte[] row, int y, Rect rect, PixelBlock target) {
        if (rect.top() <= y && y < rect.bottom()) {
            System.arraycopy(
                    row, 3 * rect.left(), target.samples(), (y - rect.top()) * target.stride(), target.stride());
        }
    }

    @Override
    public void close() {
        rows.close();
    }
}
