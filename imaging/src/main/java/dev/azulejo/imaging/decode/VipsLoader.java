package dev.azulejo.imaging.decode;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.azulejo.core.foreign.NativeFunction;
import dev.azulejo.imaging.libvips.Libvips;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The functions of libvips that open a file and get its pixels. Images and sources from here are freed by
/// [Libvips#unref], memory by [Libvips#free]. Thread-safe.
@SuppressWarnings("restricted") // calling C is what this module is for
public final class VipsLoader {
    private static final int ACCESS_SEQUENTIAL = 1; // VipsAccess
    // VipsFailOn. Below errors, libvips has libpng ignore checksums (vipspng.c); above, warnings of no consequence
    // count.
    private static final int FAIL_ON_ERROR = 2;

    private final Libvips libvips;
    private final NativeFunction sourceCustomNew;
    private final NativeFunction sourceFileNew;
    private final NativeFunction signalConnect;
    private final NativeFunction typeFind;
    private final NativeFunction regionNew;
    private final NativeFunction regionFetch;

    private final MemorySegment readHandler = StreamSource.readHandler();
    private final MemorySegment readSignal = Arena.global().allocateFrom("read");

    public VipsLoader(Libvips libvips) {
        this.libvips = libvips;
        var library = libvips.library();
        sourceCustomNew = library.function("vips_source_custom_new");
        sourceFileNew = library.function("vips_source_new_from_file");
        signalConnect = library.function("g_signal_connect_data");
        typeFind = library.function("vips_type_find");
        regionNew = library.function("vips_region_new");
        regionFetch = library.function("vips_region_fetch");
    }

    /// Whether this libvips has a loader for a format.
    public boolean has(String loader) {
        try (var arena = Arena.ofConfined()) {
            var base = arena.allocateFrom("VipsForeignLoad");
            var name = arena.allocateFrom(loader + "_source");
            return typeFind.word(base, name) != 0;
        }
    }

    /// A `VipsSource` that reads from `stream`.
    MemorySegment newSource(StreamSource stream) {
        var source = sourceCustomNew.pointer();
        var userData = stream.userData();
        signalConnect.run(source, readSignal, readHandler, userData, MemorySegment.NULL, 0);
        return source;
    }

    /// A `VipsSource` that reads the file; empty if it cannot be opened.
    Optional<MemorySegment> newSource(Path file) {
        try (var arena = Arena.ofConfined()) {
            var name = arena.allocateFrom(file.toString());
            var source = sourceFileNew.pointer(name);
            return source.address() == 0 ? Optional.empty() : Optional.of(source);
        }
    }

    /// Reads the header of a file; empty if that fails, and [Libvips#lastError] tells why.
    ///
    /// @param loader for the format
    /// @param page by the format's count, from 0 on; absent for the page that the file itself puts first
    public Optional<MemorySegment> open(String loader, MemorySegment source, OptionalInt page) {
        var options = new ArrayList<Object>(List.of("access", ACCESS_SEQUENTIAL, "fail-on", FAIL_ON_ERROR));
        page.ifPresent(number -> options.addAll(List.of("page", number)));
        return libvips.calls().of(source, loader + "_source", options.toArray());
    }

    /// Decodes `rows` whole rows now; empty if that fails.
    public Optional<MemorySegment> fetch(MemorySegment image, int top, int width, int rows) {
        // A region belongs to the thread that made it, and the next call may come from another.
        var region = regionNew.pointer(image);
        try (var arena = Arena.ofConfined()) {
            var length = arena.allocate(JAVA_LONG);
            var pixels = regionFetch.pointer(region, 0, top, width, rows, length);
            return pixels.address() == 0 ? Optional.empty() : Optional.of(pixels.reinterpret(length.get(JAVA_LONG, 0)));
        } finally {
            libvips.unref(region);
        }
    }
}
