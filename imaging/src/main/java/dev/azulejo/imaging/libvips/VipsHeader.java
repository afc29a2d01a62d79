package dev.azulejo.imaging.libvips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.azulejo.core.foreign.NativeFunction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/// Reads what libvips knows of an image without decoding its pixels. Thread-safe.
@SuppressWarnings("restricted") // calling C is what this module is for
public final class VipsHeader {
    private final Map<String, NativeFunction> getters = new ConcurrentHashMap<>();
    private final LibvipsLibrary library;
    private final NativeFunction getTypeof;
    private final NativeFunction getInt;
    private final NativeFunction getDouble;
    private final NativeFunction getBlob;

    public VipsHeader(LibvipsLibrary library) {
        this.library = library;
        getTypeof = library.function("vips_image_get_typeof");
        getInt = library.function("vips_image_get_int");
        getDouble = library.function("vips_image_get_double");
        getBlob = library.function("vips_image_get_blob");
    }

    private int get(String what, MemorySegment image) {
        var getter = getters.computeIfAbsent(what, _ -> library.function("vips_image_get_" + what));
        return getter.number(image);
    }

    private double real(String field, MemorySegment image) {
        try (var arena = Arena.ofConfined()) {
            var number = arena.allocate(JAVA_DOUBLE);
            if (getDouble.number(image, arena.allocateFrom(field), number) != 0) {
                throw new IllegalStateException("every image of libvips has " + field);
            }
            return number.get(JAVA_DOUBLE, 0);
        }
    }

    public int width(MemorySegment image) {
        return get("width", image);
    }

    public int height(MemorySegment image) {
        return get("height", image);
    }

    public int bands(MemorySegment image) {
        return get("bands", image);
    }

    /// The format of a band, a `VipsBandFormat`.
    public int format(MemorySegment image) {
        return get("format", image);
    }

    /// The kind of colours, a `VipsInterpretation`.
    public int interpretation(MemorySegment image) {
        return get("interpretation", image);
    }

    /// The coding of pixels, a `VipsCoding`.
    public int coding(MemorySegment image) {
        return get("coding", image);
    }

    public int orientation(MemorySegment image) {
        return get("orientation", image);
    }

    /// The horizontal density in pixels per millimetre; a default if the file states none.
    public double horizontalDensity(MemorySegment image) {
        return real("xres", image);
    }

    public double verticalDensity(MemorySegment image) {
        return real("yres", image);
    }

    public boolean has(MemorySegment image, String field) {
        try (var arena = Arena.ofConfined()) {
            var name = arena.allocateFrom(field);
            return getTypeof.word(image, name) != 0;
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
            int status = getInt.number(image, name, number);
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
            int status = getBlob.number(image, name, data, length);
            return status == 0 ? Optional.of(bytes(data.get(ADDRESS, 0), length.get(JAVA_LONG, 0))) : Optional.empty();
        }
    }

    private static byte[] bytes(MemorySegment data, long length) {
        return data.reinterpret(length).toArray(JAVA_BYTE);
    }
}
