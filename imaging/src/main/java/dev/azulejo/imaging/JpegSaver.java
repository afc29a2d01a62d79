package dev.azulejo.imaging;

import static dev.azulejo.imaging.LibvipsLibrary.call;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.azulejo.core.failure.PermanentFailure;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The function of libvips that encodes JPEG, with settings that do not depend on the pixels: standard
/// Huffman tables, no trellis, baseline.
@SuppressWarnings("restricted") // calling C is what this module is for
final class JpegSaver {
    /// @param restartInterval MCUs from one restart marker to the next
    record Settings(int quality, boolean subsampled, int restartInterval) {
        String suffix() {
            return ".jpg[Q=%d,subsample_mode=%s,restart_interval=%d,optimize_coding=false,interlace=false]"
                    .formatted(quality, subsampled ? "on" : "off", restartInterval);
        }
    }

    private static final int FORMAT_UCHAR = 0; // VipsBandFormat

    private final Libvips libvips;
    private final MethodHandle imageNewFromMemory;
    private final MethodHandle imageWriteToBuffer;

    JpegSaver(Libvips libvips) {
        this.libvips = libvips;
        var library = libvips.library();
        imageNewFromMemory = library.function(
                "vips_image_new_from_memory", ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
        // (image, suffix, &buffer, &length, NULL)
        imageWriteToBuffer = library.variadic(
                "vips_image_write_to_buffer", 4, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    }

    /// A whole JPEG file.
    ///
    /// @param pixels 8 bits a sample, 1 or 3 bands
    byte[] save(byte[] pixels, int width, int height, int bands, Settings settings) {
        try (var arena = Arena.ofConfined()) {
            var copy = arena.allocateFrom(JAVA_BYTE, pixels); // the image reads it and never owns it
            var image = call(() -> (MemorySegment)
                    imageNewFromMemory.invokeExact(copy, copy.byteSize(), width, height, bands, FORMAT_UCHAR));
            if (image.address() == 0) {
                throw failure(width, height);
            }
            try {
                var suffix = arena.allocateFrom(settings.suffix());
                var buffer = arena.allocate(ADDRESS);
                var length = arena.allocate(JAVA_LONG);
                int status = call(
                        () -> (int) imageWriteToBuffer.invokeExact(image, suffix, buffer, length, MemorySegment.NULL));
                if (status != 0) {
                    throw failure(width, height);
                }
                return take(buffer.get(ADDRESS, 0), length.get(JAVA_LONG, 0));
            } finally {
                libvips.unref(image);
            }
        }
    }

    private byte[] take(MemorySegment buffer, long length) {
        byte[] bytes = buffer.reinterpret(length).toArray(JAVA_BYTE);
        libvips.free(buffer);
        return bytes;
    }

    private PermanentFailure failure(int width, int height) {
        return new PermanentFailure(
                "libvips cannot encode %dx%d pixels as JPEG: %s".formatted(width, height, libvips.lastError()));
    }
}
