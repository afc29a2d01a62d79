package dev.azulejo.imaging.libvips;

import static dev.azulejo.imaging.libvips.LibvipsLibrary.call;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// The operations of libvips that turn unusual pixels into usual ones, row by row as they are asked for.
/// Each gives a new image, which is given back by [Libvips#unref]; the one that it came from may be given
/// back at once. Thread-safe.
@SuppressWarnings("restricted") // calling C is what this module is for
public final class VipsOperations {
    public static final int FORMAT_UCHAR = 0; // VipsBandFormat
    public static final int FORMAT_CHAR = 1;
    public static final int FORMAT_USHORT = 2;
    public static final int FORMAT_SHORT = 3;
    public static final int FORMAT_UINT = 4;
    public static final int FORMAT_FLOAT = 6;
    public static final int MULTIBAND = 0; // VipsInterpretation
    public static final int LAB = 13;
    public static final int CMYK = 15;
    public static final int LABS = 21;

    private static final int INTENT_RELATIVE = 1; // VipsIntent
    private static final int PCS_LAB = 0; // VipsPCS

    private final Libvips libvips;
    private final MethodHandle iccTransform;
    private final MethodHandle iccExport;
    private final MethodHandle extractBand;
    private final MethodHandle bandjoin2;
    private final MethodHandle cast;
    private final MethodHandle copy;
    private final MethodHandle linear1;
    private final MethodHandle profileLoad;
    private final MethodHandle blobGet;
    private final MethodHandle areaUnref;

    public VipsOperations(Libvips libvips) {
        this.libvips = libvips;
        var library = libvips.library();
        iccTransform = library.variadic(
                "vips_icc_transform",
                3,
                JAVA_INT,
                ADDRESS,
                ADDRESS,
                ADDRESS,
                ADDRESS,
                JAVA_INT,
                ADDRESS,
                ADDRESS,
                ADDRESS,
                JAVA_INT,
                ADDRESS,
                JAVA_INT,
                ADDRESS,
                JAVA_INT,
                ADDRESS);
        iccExport = library.variadic(
                "vips_icc_export",
                2,
                JAVA_INT,
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
        extractBand = library.variadic(
                "vips_extract_band", 3, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
        bandjoin2 = library.variadic("vips_bandjoin2", 3, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        cast = library.variadic("vips_cast", 3, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
        copy = library.variadic("vips_copy", 2, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
        linear1 = library.variadic("vips_linear1", 4, JAVA_INT, ADDRESS, ADDRESS, JAVA_DOUBLE, JAVA_DOUBLE, ADDRESS);
        profileLoad = library.variadic("vips_profile_load", 2, JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
        blobGet = library.function("vips_blob_get", ADDRESS, ADDRESS, ADDRESS);
        areaUnref = library.procedure("vips_area_unref", ADDRESS);
    }

    /// An operation failed, which happens while it is set up, before any pixel: libvips cannot do it.
    public static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }

    private interface Operation {
        int run(Arena arena, MemorySegment result) throws Throwable;
    }

    private MemorySegment run(Operation operation) throws Failed {
        try (var arena = Arena.ofConfined()) {
            var result = arena.allocate(ADDRESS);
            if (call(() -> operation.run(arena, result)) != 0) {
                throw new Failed(libvips.lastError());
            }
            return result.get(ADDRESS, 0);
        }
    }

    /// To sRGB, by the image's own profile or else libvips' general one for CMYK.
    ///
    /// Relative colorimetric with black point compensation, as print shops proof on screens: what both
    /// can show stays as it is, and the ink's black becomes the screen's. (Perceptual tables differ from
    /// maker to maker.)
    public MemorySegment cmykToSrgb(MemorySegment image, boolean ownProfile, int bits) throws Failed {
        return run((arena, result) -> (int) iccTransform.invokeExact(
                image,
                result,
                arena.allocateFrom("srgb"),
                arena.allocateFrom("embedded"),
                ownProfile ? 1 : 0,
                arena.allocateFrom("input-profile"),
                arena.allocateFrom("cmyk"),
                arena.allocateFrom("intent"),
                INTENT_RELATIVE,
                arena.allocateFrom("black-point-compensation"),
                1,
                arena.allocateFrom("depth"),
                bits,
                MemorySegment.NULL));
    }

    /// From L*a*b* (D50, as ICC profiles and files have it) to sRGB.
    public MemorySegment labToSrgb(MemorySegment image, int bits) throws Failed {
        return run((arena, result) -> (int) iccExport.invokeExact(
                image,
                result,
                arena.allocateFrom("output-profile"),
                arena.allocateFrom("srgb"),
                arena.allocateFrom("intent"),
                INTENT_RELATIVE,
                arena.allocateFrom("pcs"),
                PCS_LAB,
                arena.allocateFrom("depth"),
                bits,
                MemorySegment.NULL));
    }

    public MemorySegment bands(MemorySegment image, int first, int count) throws Failed {
        return run((arena, result) -> (int)
                extractBand.invokeExact(image, result, first, arena.allocateFrom("n"), count, MemorySegment.NULL));
    }

    public MemorySegment join(MemorySegment first, MemorySegment second) throws Failed {
        return run((arena, result) -> (int) bandjoin2.invokeExact(first, second, result, MemorySegment.NULL));
    }

    /// @param shift whether the full range stays the full range, among whole numbers
    public MemorySegment cast(MemorySegment image, int format, boolean shift) throws Failed {
        return run((arena, result) -> (int) cast.invokeExact(
                image, result, format, arena.allocateFrom("shift"), shift ? 1 : 0, MemorySegment.NULL));
    }

    /// The same bytes, called another format of the same length.
    public MemorySegment asFormat(MemorySegment image, int format) throws Failed {
        return copy(image, "format", format);
    }

    public MemorySegment asInterpretation(MemorySegment image, int interpretation) throws Failed {
        return copy(image, "interpretation", interpretation);
    }

    private MemorySegment copy(MemorySegment image, String field, int value) throws Failed {
        return run((arena, result) ->
                (int) copy.invokeExact(image, result, arena.allocateFrom(field), value, MemorySegment.NULL));
    }

    /// Each sample times `factor` plus `offset`, as floating-point numbers.
    public MemorySegment linear(MemorySegment image, double factor, double offset) throws Failed {
        return run((arena, result) -> (int) linear1.invokeExact(image, result, factor, offset, MemorySegment.NULL));
    }

    /// A profile that libvips brings, such as `p3`.
    public Optional<byte[]> builtInProfile(String name) {
        try (var arena = Arena.ofConfined()) {
            var result = arena.allocate(ADDRESS);
            int status =
                    call(() -> (int) profileLoad.invokeExact(arena.allocateFrom(name), result, MemorySegment.NULL));
            if (status != 0) {
                return Optional.empty();
            }
            var blob = result.get(ADDRESS, 0);
            var length = arena.allocate(JAVA_LONG);
            var data = call(() -> (MemorySegment) blobGet.invokeExact(blob, length));
            var bytes = data.reinterpret(length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
            Libvips.run(() -> {
                areaUnref.invokeExact(blob);
            });
            return Optional.of(bytes);
        }
    }
}
