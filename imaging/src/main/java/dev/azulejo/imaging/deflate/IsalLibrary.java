package dev.azulejo.imaging.deflate;

import static java.lang.foreign.ValueLayout.ADDRESS;

import dev.azulejo.core.foreign.NativeFunction;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The loaded shared library of Intel's ISA-L, whose deflate is several times as fast as zlib's; it stays
/// loaded as long as the process lives. It is optional.
///
/// @param file the library's file name, which contains the version
@SuppressWarnings("restricted") // calling C is what this module is for
record IsalLibrary(NativeFunction init, NativeFunction deflate, String file) {
    /// The file names of ISA-L 2; Homebrew's folder is not on the search path of macOS.
    static final List<String> SYSTEM_NAMES =
            List.of("libisal.so.2", "libisal.2.dylib", "/opt/homebrew/lib/libisal.2.dylib");

    /// Loads the first library that the system's own search finds, if any.
    static Optional<IsalLibrary> load(List<String> names) {
        return names.stream().flatMap(name -> load(name).stream()).findFirst();
    }

    private static Optional<IsalLibrary> load(String name) {
        if (ADDRESS.byteSize() != Long.BYTES) {
            return Optional.empty(); // its structures were laid out here for 64 bits
        }
        try {
            var symbols = SymbolLookup.libraryLookup(name, Arena.global());
            var init = symbols.find("isal_deflate_init");
            return init.map(found -> new IsalLibrary(
                    NativeFunction.of(found),
                    NativeFunction.of(symbols.findOrThrow("isal_deflate")),
                    file(found).orElse(name)));
        } catch (IllegalArgumentException notLoadable) {
            return Optional.empty();
        }
    }

    /// The file from which `symbol` was loaded, with all links followed. (dladdr in dlfcn.h)
    private static Optional<String> file(MemorySegment symbol) {
        var dladdr = Linker.nativeLinker().defaultLookup().find("dladdr");
        if (dladdr.isEmpty()) {
            return Optional.empty();
        }
        try (var arena = Arena.ofConfined()) {
            var found = arena.allocate(ADDRESS, 4); // Dl_info: its first field is the path
            if (NativeFunction.of(dladdr.get()).number(symbol, found) == 0) {
                return Optional.empty();
            }
            var path = found.get(ADDRESS, 0).reinterpret(Long.MAX_VALUE).getString(0);
            return Optional.of(Path.of(path).toRealPath())
                    .map(Path::getFileName)
                    .map(Path::toString);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
