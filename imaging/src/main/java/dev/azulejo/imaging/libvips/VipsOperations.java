package dev.azulejo.imaging.libvips;

import static dev.azulejo.imaging.libvips.VipsCalls.RESULT;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The operations of libvips that turn unusual pixels into usual ones, row by row on demand. Each returns a
/// new image, which [Libvips#unref] frees; the input may be freed at once. Thread-safe.
@SuppressWarnings("restricted") // calling C is what this module is for
public final class VipsOperations {
    public static final int FORMAT_UCHAR = 0; // VipsBandFormat
    public static final int FORMAT_CHAR = 1;
    public static final int FORMAT_USHORT = 2;
    public static final int FORMAT_SHORT = 3;
    public static final int FORMAT_UINT = 4;
    public static final int FORMAT_FLOAT = 6;
    public static final int MULTIBAND = 0; // VipsInterpretation
    static final int B_W = 1;
    public static final int LAB = 13;
    public static final int CMYK = 15;
    public static final int LABS = 21;
    static final int SRGB = 22;
    static final int RGB16 = 25;
    static final int GREY16 = 26;

    private static final int INTENT_RELATIVE = 1; // VipsIntent
    private static final int PCS_LAB = 0; // VipsPCS

    private final Libvips libvips;

    public VipsOperations(Libvips libvips) {
        this.libvips = libvips;
    }

    /// Thrown when libvips cannot do an operation; this happens while it is set up, before any pixel.
    public static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }

    private MemorySegment run(String operation, List<?> required, Object... options) throws Failed {
        var made = libvips.calls().result(operation, required, options);
        return made.orElseThrow(() -> new Failed(libvips.lastError()));
    }

    /// Converts CMYK to sRGB, by the image's own profile or else libvips' general one for CMYK.
    ///
    /// The intent is relative colorimetric with black point compensation, as print shops proof on screens:
    /// colours that both can show stay as they are, and the ink's black becomes the screen's. (Perceptual
    /// tables differ from maker to maker.)
    public MemorySegment cmykToSrgb(MemorySegment image, boolean ownProfile, int bits) throws Failed {
        Object[] colours = {"embedded", ownProfile, "input-profile", "cmyk"};
        return run("icc_transform", List.of(image, RESULT, "srgb"), withIntent(bits, colours));
    }

    /// Options followed by those of a conversion between profiles.
    static Object[] withIntent(int bits, Object... options) {
        Object[] intent = {"intent", INTENT_RELATIVE, "black-point-compensation", true, "depth", bits};
        return Stream.concat(Stream.of(options), Stream.of(intent)).toArray();
    }

    /// Converts L*a*b* (D50, as ICC profiles and files have it) to sRGB.
    public MemorySegment labToSrgb(MemorySegment image, int bits) throws Failed {
        Object[] options = {"output-profile", "srgb", "intent", INTENT_RELATIVE, "pcs", PCS_LAB, "depth", bits};
        return run("icc_export", List.of(image, RESULT), options);
    }

    public MemorySegment bands(MemorySegment image, int first, int count) throws Failed {
        return run("extract_band", List.of(image, RESULT, first), "n", count);
    }

    public MemorySegment join(MemorySegment first, MemorySegment second) throws Failed {
        return run("bandjoin2", List.of(first, second, RESULT));
    }

    /// @param shift whether the full range of one whole format becomes that of the other
    public MemorySegment cast(MemorySegment image, int format, boolean shift) throws Failed {
        return run("cast", List.of(image, RESULT, format), "shift", shift);
    }

    /// The same bytes, reinterpreted as another format of the same length.
    public MemorySegment asFormat(MemorySegment image, int format) throws Failed {
        return run("copy", List.of(image, RESULT), "format", format);
    }

    public MemorySegment asInterpretation(MemorySegment image, int interpretation) throws Failed {
        return run("copy", List.of(image, RESULT), "interpretation", interpretation);
    }

    /// Multiplies each sample by `factor` and adds `offset`, as floating-point numbers.
    public MemorySegment linear(MemorySegment image, double factor, double offset) throws Failed {
        return run("linear1", List.of(image, RESULT, factor, offset));
    }

    /// A profile that is built into libvips, such as `p3`.
    public Optional<byte[]> builtInProfile(String name) {
        var blobGet = libvips.library().function("vips_blob_get");
        var areaUnref = libvips.library().function("vips_area_unref");
        return libvips.calls().result("profile_load", List.of(name, RESULT)).map(blob -> {
            try (var arena = Arena.ofConfined()) {
                var length = arena.allocate(JAVA_LONG);
                var data = blobGet.pointer(blob, length);
                var bytes = data.reinterpret(length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
                areaUnref.run(blob);
                return bytes;
            }
        });
    }
}
