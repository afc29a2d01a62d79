package dev.azulejo.imaging;

import static dev.azulejo.imaging.LibvipsLibrary.call;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.azulejo.core.pixels.ImageFormat;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// The functions of libvips that decoding needs. An image or a source that is got from here is given back
/// by [Libvips#unref], memory by [Libvips#free].
@SuppressWarnings("restricted") // calling C is what this module is for
final class VipsLoader {
    static final int FORMAT_UCHAR = 0; // VipsBandFormat
    static final int FORMAT_USHORT = 2;

    private static final int ACCESS_SEQUENTIAL = 1; // VipsAccess
    // VipsFailOn. Below errors, libvips has libpng ignore checksums (vipspng.c); above, warnings of no consequence
    // count.
    private static final int FAIL_ON_ERROR = 2;

    private final Libvips libvips;
    private final MethodHandle sourceCustomNew;
    private final MethodHandle signalConnect;
    private final MethodHandle pngload;
    private final MethodHandle jpegload;
    private final MethodHandle getWidth;
    private final MethodHandle getHeight;
    private final MethodHandle getBands;
    private final MethodHandle getFormat;
    private final MethodHandle getOrientation;
    private final MethodHandle getXres;
    private final MethodHandle getYres;
    private final MethodHandle getTypeof;
    private final MethodHandle getBlob;
    private final MethodHandle regionNew;
    private final MethodHandle regionFetch;

    private final MemorySegment readHandler = StreamSource.readHandler();
    private final MemorySegment readSignal = Arena.global().allocateFrom("read");
    private final MemorySegment accessOption = Arena.global().allocateFrom("access");
    private final MemorySegment failOnOption = Arena.global().allocateFrom("fail-on");

    VipsLoader(Libvips libvips) {
        this.libvips = libvips;
        var library = libvips.library();
        sourceCustomNew = library.function("vips_source_custom_new", ADDRESS);
        signalConnect = library.function(
                "g_signal_connect_data", JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT);
        pngload = loader(library, "vips_pngload_source");
        jpegload = loader(library, "vips_jpegload_source");
        getWidth = library.function("vips_image_get_width", JAVA_INT, ADDRESS);
        getHeight = library.function("vips_image_get_height", JAVA_INT, ADDRESS);
        getBands = library.function("vips_image_get_bands", JAVA_INT, ADDRESS);
        getFormat = library.function("vips_image_get_format", JAVA_INT, ADDRESS);
        getOrientation = library.function("vips_image_get_orientation", JAVA_INT, ADDRESS);
        getXres = library.function("vips_image_get_xres", JAVA_DOUBLE, ADDRESS);
        getYres = library.function("vips_image_get_yres", JAVA_DOUBLE, ADDRESS);
        getTypeof = library.function("vips_image_get_typeof", JAVA_LONG, ADDRESS, ADDRESS);
        getBlob = library.function("vips_image_get_blob", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        regionNew = library.function("vips_region_new", ADDRESS, ADDRESS);
        regionFetch = library.function(
                "vips_region_fetch", ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    }

    private static MethodHandle loader(LibvipsLibrary library, String name) {
        // (source, &image, "access", access, "fail-on", failOn, NULL)
        return library.variadic(name, 2, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
    }

    /// A `VipsSource` that reads from `stream`.
    MemorySegment newSource(StreamSource stream) {
        var source = call(() -> (MemorySegment) sourceCustomNew.invokeExact());
        var userData = stream.userData();
        call(() -> (long) signalConnect.invokeExact(source, readSignal, readHandler, userData, MemorySegment.NULL, 0));
        return source;
    }

    /// Reads the header; empty when that fails, and [Libvips#lastError] tells why.
    Optional<MemorySegment> open(ImageFormat format, MemorySegment source) {
        var load = switch (format) {
            case PNG -> pngload;
            case JPEG -> jpegload;
            case WEBP, AVIF, TIFF, GIF, BMP, HEIC, JPEG_2000 ->
                throw new IllegalStateException("not admitted: " + format);
        };
        try (var arena = Arena.ofConfined()) {
            var image = arena.allocate(ADDRESS);
            int status = call(() -> (int) load.invokeExact(
                    source, image, accessOption, ACCESS_SEQUENTIAL, failOnOption, FAIL_ON_ERROR, MemorySegment.NULL));
            return status == 0 ? Optional.of(image.get(ADDRESS, 0)) : Optional.empty();
        }
    }

    int width(MemorySegment image) {
        return call(() -> (int) getWidth.invokeExact(image));
    }

    int height(MemorySegment image) {
        return call(() -> (int) getHeight.invokeExact(image));
    }

    int bands(MemorySegment image) {
        return call(() -> (int) getBands.invokeExact(image));
    }

    /// One of the `FORMAT_` constants, or another.
    int format(MemorySegment image) {
        return call(() -> (int) getFormat.invokeExact(image));
    }

    int orientation(MemorySegment image) {
        return call(() -> (int) getOrientation.invokeExact(image));
    }

    /// Pixels per millimetre; a default where the file states none.
    double horizontalDensity(MemorySegment image) {
        return call(() -> (double) getXres.invokeExact(image));
    }

    double verticalDensity(MemorySegment image) {
        return call(() -> (double) getYres.invokeExact(image));
    }

    boolean has(MemorySegment image, String field) {
        try (var arena = Arena.ofConfined()) {
            var name = arena.allocateFrom(field);
            return call(() -> (long) getTypeof.invokeExact(image, name)) != 0;
        }
    }

    /// A copy of the bytes of `field`, if the image has it.
    Optional<byte[]> blob(MemorySegment image, String field) {
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

    /// The pixels of `rows` whole rows, decoded now; empty when that fails.
    Optional<MemorySegment> fetch(MemorySegment image, int top, int width, int rows) {
        // A region belongs to the thread that made it, and the next call may come from another.
        var region = call(() -> (MemorySegment) regionNew.invokeExact(image));
        try (var arena = Arena.ofConfined()) {
            var length = arena.allocate(JAVA_LONG);
            var pixels = call(() -> (MemorySegment) regionFetch.invokeExact(region, 0, top, width, rows, length));
            return pixels.address() == 0 ? Optional.empty() : Optional.of(pixels.reinterpret(length.get(JAVA_LONG, 0)));
        } finally {
            libvips.unref(region);
        }
    }
}
