package dev.azulejo.imaging.testkit;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.imaging.libvips.VipsOperations;
import java.lang.foreign.Arena;

/// Files of formats that Java does not write, made by libvips' own savers without loss.
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
        var fromMemory = library.function("vips_image_new_from_memory_copy");
        var save = library.variadic(saver, 3);
        try (var arena = Arena.ofConfined()) {
            var pixels = arena.allocateFrom(JAVA_BYTE, block.samples());
            int format = block.format().bits() == 16 ? VipsOperations.FORMAT_USHORT : VipsOperations.FORMAT_UCHAR;
            var image = fromMemory.pointer(
                    pixels,
                    (long) block.samples().length,
                    block.width(),
                    block.height(),
                    block.format().bands(),
                    format);
            var bytes = arena.allocate(ADDRESS);
            var length = arena.allocate(JAVA_LONG);
            var first = arena.allocateFrom(firstOption);
            var second = arena.allocateFrom(secondOption);
            int status = save.number(image, bytes, length, first, firstValue, second, secondValue);
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
