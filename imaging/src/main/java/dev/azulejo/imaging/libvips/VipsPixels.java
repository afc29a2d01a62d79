package dev.azulejo.imaging.libvips;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.foreign.NativeBuffers;
import dev.azulejo.core.foreign.NativeFunction;
import dev.azulejo.imaging.bytes.GrowingBytes;
import dev.azulejo.imaging.pixels.ResultPixels;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Function;

/// Converts pixels to images of libvips, and back. Thread-safe.
@SuppressWarnings("restricted") // calling C is what this module is for
public final class VipsPixels {
    private static final NativeBuffers BUFFERS = new NativeBuffers();

    private final Libvips libvips;
    private final NativeFunction imageNewFromMemory;
    private final NativeFunction imageWriteToMemory;
    private final NativeFunction targetCustomNew;
    private final NativeFunction signalConnect;
    private final MemorySegment writeHandler = ByteTarget.writeHandler();
    private volatile int lastFileBytes;

    public VipsPixels(Libvips libvips) {
        this.libvips = libvips;
        var library = libvips.library();
        imageNewFromMemory = library.function("vips_image_new_from_memory");
        imageWriteToMemory = library.function("vips_image_write_to_memory");
        targetCustomNew = library.function("vips_target_custom_new");
        signalConnect = library.function("g_signal_connect_data");
    }

    /// The result of `work` on the pixels as an image, which belongs to libvips and is gone afterwards.
    public <T> T with(ResultPixels pixels, Function<MemorySegment, T> work) {
        byte[] samples = pixels.samples();
        return BUFFERS.with(samples.length, copy -> {
            MemorySegment.copy(samples, 0, copy, JAVA_BYTE, 0, samples.length);
            int format = pixels.bits() == 8 ? VipsOperations.FORMAT_UCHAR : VipsOperations.FORMAT_USHORT;
            // the image reads it and never owns it
            var raw = imageNewFromMemory.pointer(
                    copy, copy.byteSize(), pixels.width(), pixels.height(), pixels.bands(), format);
            if (raw.address() == 0) {
                throw failure("take in", pixels);
            }
            try {
                // the interpretation decides what a saver takes four bands for
                var named = libvips.calls()
                        .of(raw, "copy", "interpretation", interpretation(pixels))
                        .orElseThrow(() -> failure("take in", pixels));
                try {
                    return work.apply(named);
                } finally {
                    libvips.unref(named);
                }
            } finally {
                libvips.unref(raw);
            }
        });
    }

    private static int interpretation(ResultPixels pixels) {
        return switch (pixels.colours()) {
            case 1 -> pixels.bits() == 8 ? VipsOperations.B_W : VipsOperations.GREY16;
            case 3 -> pixels.bits() == 8 ? VipsOperations.SRGB : VipsOperations.RGB16;
            default -> VipsOperations.CMYK;
        };
    }

    /// Saves pixels as a file in memory.
    ///
    /// @param suffix the format and its options, such as `.jpg[Q=90]`
    public byte[] save(ResultPixels pixels, String suffix) {
        return saved(pixels, suffix).toByteArray();
    }

    /// Saves pixels as a file in an array that may be longer, which avoids a copy.
    public GrowingBytes saved(ResultPixels pixels, String suffix) {
        try (var file = new ByteTarget(Math.min(lastFileBytes, pixels.samples().length))) {
            boolean done = with(pixels, image -> write(image, suffix, file));
            file.rethrow();
            if (!done) {
                throw failure("encode " + suffix + " of", pixels);
            }
            int length = file.written().length();
            lastFileBytes = length + length / 8;
            return file.written();
        }
    }

    private boolean write(MemorySegment image, String suffix, ByteTarget file) {
        var target = targetCustomNew.pointer();
        try (var arena = Arena.ofConfined()) {
            var signal = arena.allocateFrom("write");
            signalConnect.run(target, signal, writeHandler, file.userData(), MemorySegment.NULL, 0);
            return libvips.calls().succeeds("image_write_to_target", List.of(image, suffix, target));
        } finally {
            libvips.unref(target);
        }
    }

    /// Computes the samples of an image; an empty array if that fails.
    public byte[] samples(MemorySegment image) {
        try (var arena = Arena.ofConfined()) {
            var length = arena.allocate(JAVA_LONG);
            var memory = imageWriteToMemory.pointer(image, length);
            return memory.address() == 0 ? new byte[0] : take(memory, length.get(JAVA_LONG, 0));
        }
    }

    private byte[] take(MemorySegment buffer, long length) {
        byte[] bytes = buffer.reinterpret(length).toArray(JAVA_BYTE);
        libvips.free(buffer);
        return bytes;
    }

    public PermanentFailure failure(String what, ResultPixels pixels) {
        return new PermanentFailure("libvips cannot %s %dx%d pixels of %d bands: %s"
                .formatted(what, pixels.width(), pixels.height(), pixels.bands(), libvips.lastError()));
    }
}
