package dev.azulejo.imaging.decode;

import static dev.azulejo.imaging.libvips.LibvipsLibrary.call;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.libvips.LibvipsLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// The functions of libvips that open a file and get its pixels. An image or a source that is got from
/// here is given back by [Libvips#unref], memory by [Libvips#free]. Thread-safe.
@SuppressWarnings("restricted") // calling C is what this module is for
public final class VipsLoader {
    private static final int ACCESS_SEQUENTIAL = 1; // VipsAccess
    // VipsFailOn. Below errors, libvips has libpng ignore checksums (vipspng.c); above, warnings of no consequence
    // count.
    private static final int FAIL_ON_ERROR = 2;

    /// What libvips calls its loaders.
    private static final Map<ImageFormat, String> NICKNAMES = Map.of(
            ImageFormat.PNG, "pngload_source",
            ImageFormat.JPEG, "jpegload_source",
            ImageFormat.WEBP, "webpload_source",
            ImageFormat.GIF, "gifload_source",
            ImageFormat.TIFF, "tiffload_source",
            ImageFormat.AVIF, "heifload_source",
            ImageFormat.HEIC, "heifload_source");

    private final Libvips libvips;
    private final MethodHandle sourceCustomNew;
    private final MethodHandle sourceFileNew;
    private final MethodHandle signalConnect;
    private final MethodHandle typeFind;
    private final Map<ImageFormat, MethodHandle> loaders = new EnumMap<>(ImageFormat.class);
    private final Map<ImageFormat, MethodHandle> pageLoaders = new EnumMap<>(ImageFormat.class);
    private final MethodHandle regionNew;
    private final MethodHandle regionFetch;

    private final MemorySegment readHandler = StreamSource.readHandler();
    private final MemorySegment readSignal = Arena.global().allocateFrom("read");
    private final MemorySegment accessOption = Arena.global().allocateFrom("access");
    private final MemorySegment failOnOption = Arena.global().allocateFrom("fail-on");
    private final MemorySegment pageOption = Arena.global().allocateFrom("page");

    public VipsLoader(Libvips libvips) {
        this.libvips = libvips;
        var library = libvips.library();
        sourceCustomNew = library.function("vips_source_custom_new", ADDRESS);
        sourceFileNew = library.function("vips_source_new_from_file", ADDRESS, ADDRESS);
        signalConnect = library.function(
                "g_signal_connect_data", JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT);
        typeFind = library.function("vips_type_find", JAVA_LONG, ADDRESS, ADDRESS);
        NICKNAMES.forEach((format, nickname) -> {
            loaders.put(format, loader(library, "vips_" + nickname, 2));
            pageLoaders.put(format, loader(library, "vips_" + nickname, 3));
        });
        regionNew = library.function("vips_region_new", ADDRESS, ADDRESS);
        regionFetch = library.function(
                "vips_region_fetch", ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    }

    private static MethodHandle loader(LibvipsLibrary library, String name, int options) {
        // (source, &image, "access", access, "fail-on", failOn, NULL), or also "page", page
        var parameters = new ArrayList<MemoryLayout>(List.of(ADDRESS, ADDRESS));
        for (int i = 0; i < options; i++) {
            parameters.add(ADDRESS);
            parameters.add(JAVA_INT);
        }
        parameters.add(ADDRESS);
        return library.variadic(name, 2, JAVA_INT, parameters.toArray(MemoryLayout[]::new));
    }

    /// Whether this libvips has a loader for `format`.
    public boolean canLoad(ImageFormat format) {
        var nickname = NICKNAMES.get(format);
        if (nickname == null) {
            return false;
        }
        try (var arena = Arena.ofConfined()) {
            var base = arena.allocateFrom("VipsForeignLoad");
            var name = arena.allocateFrom(nickname);
            return call(() -> (long) typeFind.invokeExact(base, name)) != 0;
        }
    }

    /// A `VipsSource` that reads from `stream`.
    public MemorySegment newSource(StreamSource stream) {
        var source = call(() -> (MemorySegment) sourceCustomNew.invokeExact());
        var userData = stream.userData();
        call(() -> (long) signalConnect.invokeExact(source, readSignal, readHandler, userData, MemorySegment.NULL, 0));
        return source;
    }

    /// A `VipsSource` that reads the file; empty when it cannot be opened.
    public Optional<MemorySegment> newSource(Path file) {
        try (var arena = Arena.ofConfined()) {
            var name = arena.allocateFrom(file.toString());
            var source = call(() -> (MemorySegment) sourceFileNew.invokeExact(name));
            return source.address() == 0 ? Optional.empty() : Optional.of(source);
        }
    }

    /// Reads the header of a file of a format for which there is a loader; empty when that fails, and
    /// [Libvips#lastError] tells why.
    ///
    /// @param page as the format counts them, from 0 on; absent for the one that the file itself puts
    ///     first
    public Optional<MemorySegment> open(ImageFormat format, MemorySegment source, OptionalInt page) {
        try (var arena = Arena.ofConfined()) {
            var image = arena.allocate(ADDRESS);
            int status = page.isEmpty()
                    ? load(Objects.requireNonNull(loaders.get(format)), source, image)
                    : load(Objects.requireNonNull(pageLoaders.get(format)), source, image, page.getAsInt());
            return status == 0 ? Optional.of(image.get(ADDRESS, 0)) : Optional.empty();
        }
    }

    private int load(MethodHandle load, MemorySegment source, MemorySegment image) {
        return call(() -> (int) load.invokeExact(
                source, image, accessOption, ACCESS_SEQUENTIAL, failOnOption, FAIL_ON_ERROR, MemorySegment.NULL));
    }

    private int load(MethodHandle load, MemorySegment source, MemorySegment image, int page) {
        return call(() -> (int) load.invokeExact(
                source,
                image,
                accessOption,
                ACCESS_SEQUENTIAL,
                failOnOption,
                FAIL_ON_ERROR,
                pageOption,
                page,
                MemorySegment.NULL));
    }

    /// The pixels of `rows` whole rows, decoded now; empty when that fails.
    public Optional<MemorySegment> fetch(MemorySegment image, int top, int width, int rows) {
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
