package dev.azulejo.imaging.decode;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.port.ImageDecoder.Rows;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.libvips.Libvips;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;

/// The rows of one file. libvips decodes them in groups, one of which is held.
final class VipsRows implements Rows {
    private static final int GROUP_MULTIPLE = 16; // libvips' loaders work in groups of 8 and of 16 rows
    private static final int GROUP_BYTES = 1 << 18; // so few that malloc finds them where the last ones were

    private final Libvips libvips;
    private final VipsFile file;
    private final Closeable stream;
    private ProbedImage image;
    private final long rowBytes;
    private MemorySegment group = MemorySegment.NULL; // what is left of it lies at the end
    private long groupLeft;
    private int fetchedRows;
    private boolean closed;

    /// Takes ownership of `file` and `stream`.
    public VipsRows(Libvips libvips, VipsFile file, Closeable stream) {
        this.libvips = libvips;
        this.file = file;
        this.stream = stream;
        image = file.probed();
        rowBytes = (long) image.stored().width() * image.pixels().bytesPerPixel();
    }

    @Override
    public ProbedImage image() {
        return image;
    }

    @Override
    public void next(int count, byte[] target, int offset) throws UnreadableImage {
        long position = offset;
        long end = offset + count * rowBytes;
        while (position < end) {
            if (groupLeft == 0) {
                fetchGroup();
            }
            long taken = Math.min(groupLeft, end - position);
            long from = group.byteSize() - groupLeft;
            MemorySegment.copy(group, JAVA_BYTE, from, target, (int) position, (int) taken);
            groupLeft -= taken;
            position += taken;
        }
        if (groupLeft == 0 && fetchedRows == image.stored().height()) {
            freeGroup();
            file.finish();
            image = file.probed();
        }
    }

    private void fetchGroup() throws UnreadableImage {
        int left = image.stored().height() - fetchedRows;
        if (closed || left == 0) {
            throw new IllegalStateException("no rows left of %s".formatted(image.stored()));
        }
        freeGroup();
        // Few rows at first: if nothing can be decoded, libheif tries the whole image again for each
        // requested row.
        long multiples = fetchedRows == 0 ? 1 : Math.max(1, GROUP_BYTES / (rowBytes * GROUP_MULTIPLE));
        int rows = (int) Math.min(left, multiples * GROUP_MULTIPLE);
        group = file.fetch(fetchedRows, new Size(image.stored().width(), rows));
        groupLeft = group.byteSize();
        fetchedRows += rows;
    }

    private void freeGroup() {
        libvips.free(group); // g_free takes NULL
        group = MemorySegment.NULL;
        groupLeft = 0;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        freeGroup();
        file.close();
        try {
            stream.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
