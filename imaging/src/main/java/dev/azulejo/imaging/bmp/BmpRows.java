package dev.azulejo.imaging.bmp;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.ImageDecoder.Rows;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.SpooledFile;
import dev.azulejo.imaging.colour.SourceProfile;
import dev.azulejo.imaging.decode.Format;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a BMP, read from their places in the file, mostly from the last to the first. An image that
/// is packed in runs is unpacked into memory, so its size is limited.
final class BmpRows implements Rows {
    /// The greatest number of pixels of an image that is packed in runs.
    static final long MOST_PACKED = 50_000_000;

    static final String OVER_EDGE =
            "has runs of pixels that are longer than its rows, so that it may be damaged; what is too much is left out";
    private static final int MOST_PROFILE = 16 << 20;

    private final SpooledFile file;
    private final Closeable closing;
    private final BmpHeader header;
    private final BmpPixels pixels;
    private ProbedImage image;
    private @Nullable BmpRuns unpacked;
    private int given;

    /// @param closing closed with the rows
    /// @throws UnreadableImage when the file is cut off, damaged, too large or has no such page
    public BmpRows(Format format, SpooledFile file, int page, Closeable closing) throws UnreadableImage {
        if (page > 1) {
            throw format.noSuchPage(page, 1);
        }
        this.file = file;
        this.closing = closing;
        header = BmpHeader.of(file);
        boolean packed = header.coding() == BmpHeader.Coding.RUNS;
        if (packed && header.pixels() > MOST_PACKED) {
            throw new UnreadableImage(
                    Reason.TOO_LARGE_FOR_READER,
                    "is a BMP of %d million pixels in runs, and of this kind only %d million are read; save it as PNG"
                            .formatted(header.pixels() / 1_000_000, MOST_PACKED / 1_000_000),
                    null);
        }
        int indexBits = packed ? 8 : header.bits();
        pixels = new BmpPixels(header, indexBits, isTransparent(new BmpPixels(header, indexBits, true)));
        var warnings = new ArrayList<String>();
        image = new ProbedImage(
                ImageFormat.BMP,
                new Size(header.width(), header.height()),
                new PixelFormat(pixels.bands(), 8),
                Orientation.NORMAL,
                ImageMetadata.NONE.withProfile(profile(warnings)),
                header.density(),
                1,
                packed ? header.pixels() * (header.bits() == 24 ? 3 : 1) : 0,
                warnings);
    }

    /// Whether alpha counts: a file whose alpha is 0 everywhere is taken as opaque, as in browsers.
    private boolean isTransparent(BmpPixels withAlpha) {
        boolean masked = header.bits() == 16 || header.bits() == 32;
        if (!masked || header.masks().alpha() == 0) {
            return false;
        }
        for (int row = 0; row < header.height(); row++) {
            if (withAlpha.isSeen(plainRow(row))) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Blob profile(List<String> warnings) {
        var place = header.profile()
                .filter(found -> found.length() > 0 && found.length() <= MOST_PROFILE)
                .filter(found -> file.has(found.offset(), found.length()));
        var profile = place.map(found -> file.read(found.offset(), found.length(), ByteOrder.LITTLE_ENDIAN)
                .array());
        if (header.profile().isPresent()
                && profile.filter(bytes -> SourceProfile.of(bytes).fits("RGB ")).isEmpty()) {
            warnings.add(SourceProfile.leftOut(false, false));
            return null;
        }
        return profile.map(Blob::new).orElse(null);
    }

    /// @param row number in the file's order
    private ByteBuffer plainRow(int row) {
        long start = header.dataOffset() + row * header.rowBytes();
        return file.read(start, (int) header.rowBytes(), ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public ProbedImage image() {
        return image;
    }

    @Override
    public void next(int count, byte[] target, int offset) throws UnreadableImage {
        if (count > header.height() - given) {
            throw new IllegalStateException("no rows left of %s".formatted(image.stored()));
        }
        int stride = header.width() * pixels.bands();
        for (int i = 0; i < count; i++) {
            int row = header.topDown() ? given : header.height() - 1 - given;
            pixels.row(row(row), target, offset + i * stride);
            given++;
        }
    }

    private ByteBuffer row(int row) throws UnreadableImage {
        if (header.coding() == BmpHeader.Coding.PLAIN) {
            return plainRow(row);
        }
        var runs = unpacked;
        if (runs == null) {
            runs = BmpRuns.of(header, file);
            unpacked = runs;
            if (runs.reachOverEdge()) {
                var warnings = new ArrayList<>(image.warnings());
                warnings.add(OVER_EDGE);
                image = image.with(image.metadata(), warnings);
            }
        }
        return runs.row(row);
    }

    @Override
    public void close() {
        unpacked = null;
        try {
            closing.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
