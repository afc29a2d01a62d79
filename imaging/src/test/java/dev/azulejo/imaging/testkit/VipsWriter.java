package dev.azulejo.imaging.testkit;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.azulejo.core.foreign.NativeFunction;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.imaging.libvips.Libvips;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

/// Runs only libvips, which writes an image from its memory.
@SuppressWarnings("restricted") // calling C is what this module is for
public final class VipsWriter implements AutoCloseable {
    private static final int FORMAT_UCHAR = 0; // VipsBandFormat

    private final Arena arena = Arena.ofShared();
    private final Libvips libvips;
    private final String suffix;
    private final MemorySegment image;
    private final NativeFunction writeToFile;

    public VipsWriter(Libvips libvips, PixelBlock pixels, String suffix) {
        this.libvips = libvips;
        this.suffix = suffix;
        var library = libvips.library();
        var fromMemory = library.function("vips_image_new_from_memory");
        writeToFile = library.variadic("vips_image_write_to_file", 2);
        var samples = arena.allocateFrom(JAVA_BYTE, pixels.samples());
        image = fromMemory.pointer(
                samples,
                samples.byteSize(),
                pixels.width(),
                pixels.height(),
                pixels.format().bands(),
                FORMAT_UCHAR);
    }

    /// @return the number of bytes of the file
    public long write(Path folder) throws IOException {
        var file = folder.resolve("file");
        try (var names = Arena.ofConfined()) {
            var name = names.allocateFrom(file + suffix);
            if (writeToFile.number(image, name) != 0) {
                throw new IOException(libvips.lastError());
            }
        }
        return Files.size(Path.of(file + suffix.substring(0, suffix.indexOf('['))));
    }

    @Override
    public void close() {
        libvips.unref(image);
        arena.close();
    }
}
