package dev.azulejo.imaging.testkit;

import static dev.azulejo.imaging.foreign.Calls.call;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.imaging.libvips.VipsOperations;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Files of formats that Java does not write, made by libvips' own savers; lossless ones.
@SuppressWarnings("restricted") // calling C is what this module is for
public final class VipsSaver {
    private static final int AV1 = 4; // VipsForeignHeifCompression

    private VipsSaver() {}

    public static byte[] webp(PixelBlock block) {
        return save(block, "vips_webpsave_buffer", "lossless", 1, "Q", 100); // but for colours where nothing shows
    }

    public static byte[] avif(PixelBlock block) {
        return save(block, "vips_heifsave_buffer", "lossless", 1, "compression", AV1);
    }

    private static byte[] save(
            PixelBlock block, String saver, String firstOption, int firstValue, String secondOption, int secondValue) {
        var libvips = TestLibvips.LIBVIPS;
        var library = libvips.library();
        var fromMemory = library.function(
                "vips_image_new_from_memory_copy", ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
        var save = library.variadic(
                saver, 3, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
        try (var arena = Arena.ofConfined()) {
            var pixels = arena.allocateFrom(JAVA_BYTE, block.samples());
            int format = block.format().bits() == 16 ? VipsOperations.FORMAT_USHORT : VipsOperations.FORMAT_UCHAR;
            var image = call(() -> (MemorySegment) fromMemory.invokeExact(
                    pixels,
                    (long) block.samples().length,
                    block.width(),
                    block.height(),
                    block.format().bands(),
                    format));
            var bytes = arena.allocate(ADDRESS);
            var length = arena.allocate(JAVA_LONG);
            var first = arena.allocateFrom(firstOption);
            var second = arena.allocateFrom(secondOption);
            int status = call(() -> (int)
                    save.invokeExact(image, bytes, length, first, firstValue, second, secondValue, MemorySegment.NULL));
            libvips.unref(image);
            if (status != 0) {
                throw new IllegalStateException(libvips.lastError());
            }
            var data = bytes.get(ADDRESS, 0);
            var file = data.reinterpret(length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
            libvips.free(data);
            return file;
        }
    }
}
