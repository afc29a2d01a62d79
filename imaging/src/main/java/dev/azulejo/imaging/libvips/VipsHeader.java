package dev.azulejo.imaging.libvips;

import static dev.azulejo.imaging.foreign.Calls.call;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.OptionalInt;

/// What libvips tells of an image without decoding its pixels. Thread-safe.
@SuppressWarnings("restricted") // calling C is what this module is for
public final class VipsHeader {
    private final MethodHandle getWidth;
    private final MethodHandle getHeight;
    private final MethodHandle getBands;
    private final MethodHandle getFormat;
    private final MethodHandle getInterpretation;
    private final MethodHandle getCoding;
    private final MethodHandle getOrientation;
    private final MethodHandle getXres;
    private final MethodHandle getYres;
    private final MethodHandle getTypeof;
    private final MethodHandle getInt;
    private final MethodHandle getBlob;

    public VipsHeader(LibvipsLibrary library) {
        getWidth = library.function("vips_image_get_width", JAVA_INT, ADDRESS);
        getHeight = library.function("vips_image_get_height", JAVA_INT, ADDRESS);
        getBands = library.function("vips_image_get_bands", JAVA_INT, ADDRESS);
        getFormat = library.function("vips_image_get_format", JAVA_INT, ADDRESS);
        getInterpretation = library.function("vips_image_get_interpretation", JAVA_INT, ADDRESS);
        getCoding = library.function("vips_image_get_coding", JAVA_INT, ADDRESS);
        getOrientation = library.function("vips_image_get_orientation", JAVA_INT, ADDRESS);
        getXres = library.function("vips_image_get_xres", JAVA_DOUBLE, ADDRESS);
        getYres = library.function("vips_image_get_yres", JAVA_DOUBLE, ADDRESS);
        getTypeof = library.function("vips_image_get_typeof", JAVA_LONG, ADDRESS, ADDRESS);
        getInt = library.function("vips_image_get_int", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
        getBlob = library.function("vips_image_get_blob", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    }

    public int width(MemorySegment image) {
        return call(() -> (int) getWidth.invokeExact(image));
    }

    public int height(MemorySegment image) {
        return call(() -> (int) getHeight.invokeExact(image));
    }

    public int bands(MemorySegment image) {
        return call(() -> (int) getBands.invokeExact(image));
    }

    /// A `VipsBandFormat`.
    public int format(MemorySegment image) {
        return call(() -> (int) getFormat.invokeExact(image));
    }

    /// A `VipsInterpretation`.
    public int interpretation(MemorySegment image) {
        return call(() -> (int) getInterpretation.invokeExact(image));
    }

    /// A `VipsCoding`.
    public int coding(MemorySegment image) {
        return call(() -> (int) getCoding.invokeExact(image));
    }

    public int orientation(MemorySegment image) {
        return call(() -> (int) getOrientation.invokeExact(image));
    }

    /// Pixels per millimetre; a default where the file states none.
    public double horizontalDensity(MemorySegment image) {
        return call(() -> (double) getXres.invokeExact(image));
    }

    public double verticalDensity(MemorySegment image) {
        return call(() -> (double) getYres.invokeExact(image));
    }

    public boolean has(MemorySegment image, String field) {
        try (var arena = Arena.ofConfined()) {
            var name = arena.allocateFrom(field);
            return call(() -> (long) getTypeof.invokeExact(image, name)) != 0;
        }
    }

    /// The whole number in `field`, if the image has it.
    public OptionalInt number(MemorySegment image, String field) {
        if (!has(image, field)) {
            return OptionalInt.empty();
        }
        try (var arena = Arena.ofConfined()) {
            var name = arena.allocateFrom(field);
            var number = arena.allocate(JAVA_INT);
            int status = call(() -> (int) getInt.invokeExact(image, name, number));
            return status == 0 ? OptionalInt.of(number.get(JAVA_INT, 0)) : OptionalInt.empty();
        }
    }

    /// A copy of the bytes of `field`, if the image has it.
    public Optional<byte[]> blob(MemorySegment image, String field) {
        if (!has(image, field)) {
            return Optional.empty();
        }
        try (var arena = Arena.ofConfined()) {
            var name = arena.allocateFrom(field);
            var data = arena.allocate(ADDRESS); // stays the image's
            var length = arena.allocate(JAVA_LONG);
            int status = call(() -> (int) getBlob.invokeExact(image, name, data, length));
            return status == 0 ? Optional.of(bytes(data.get(ADDRESS, 0), length.get(JAVA_LONG, 0))) : Optional.empty();
        }
    }

    private static byte[] bytes(MemorySegment data, long length) {
        return data.reinterpret(length).toArray(JAVA_BYTE);
    }
}
