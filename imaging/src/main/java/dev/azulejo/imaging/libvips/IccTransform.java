package dev.azulejo.imaging.libvips;

import static dev.azulejo.imaging.libvips.LibvipsLibrary.call;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.azulejo.imaging.pixels.ResultPixels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/// Converts pixels from one ICC profile to another, each by itself, so that strips may be converted apart:
/// relative to the white of each, with black scaled to black, as programs for print do by default. Thread-safe.
@SuppressWarnings("restricted") // calling C is what this module is for
public final class IccTransform {
    private static final int TRUE = 1;
    private static final int INTENT_RELATIVE = 1; // VipsIntent

    private final Libvips libvips;
    private final VipsPixels images;
    private final MethodHandle iccTransform;

    public IccTransform(Libvips libvips) {
        this.libvips = libvips;
        images = new VipsPixels(libvips);
        // (image, &converted, profile, "input-profile", profile, "intent", intent, "black-point-compensation", TRUE,
        // "depth", bits, NULL)
        iccTransform = libvips.library()
                .variadic(
                        "vips_icc_transform",
                        3,
                        JAVA_INT,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS);
    }

    /// @param pixels without alpha
    /// @param toColours bands of `to`
    public ResultPixels convert(ResultPixels pixels, byte[] from, byte[] to, int toColours) {
        try {
            // libvips takes the target from a file alone.
            var folder = Files.createTempDirectory("azulejo-colour-");
            var fromFile = folder.resolve("from.icc");
            var toFile = folder.resolve("to.icc");
            try {
                Files.write(fromFile, from);
                Files.write(toFile, to);
                byte[] samples = images.with(pixels, image -> convert(image, pixels, fromFile, toFile));
                return new ResultPixels(pixels.width(), pixels.height(), toColours, false, pixels.bits(), samples);
            } finally {
                Files.deleteIfExists(fromFile);
                Files.deleteIfExists(toFile);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] convert(MemorySegment image, ResultPixels pixels, Path from, Path to) {
        try (var arena = Arena.ofConfined()) {
            var result = arena.allocate(ADDRESS);
            var target = arena.allocateFrom(to.toString());
            var sourceOption = arena.allocateFrom("input-profile");
            var source = arena.allocateFrom(from.toString());
            var intent = arena.allocateFrom("intent");
            var blackPoint = arena.allocateFrom("black-point-compensation");
            var depth = arena.allocateFrom("depth");
            int status = call(() -> (int) iccTransform.invokeExact(
                    image,
                    result,
                    target,
                    sourceOption,
                    source,
                    intent,
                    INTENT_RELATIVE,
                    blackPoint,
                    TRUE,
                    depth,
                    pixels.bits(),
                    MemorySegment.NULL));
            if (status != 0) {
                throw images.failure("convert the colours of", pixels);
            }
            var converted = result.get(ADDRESS, 0);
            try {
                byte[] samples = images.samples(converted);
                if (samples.length == 0) {
                    throw images.failure("convert the colours of", pixels);
                }
                return samples;
            } finally {
                libvips.unref(converted);
            }
        }
    }
}
