package dev.azulejo.imaging.libvips;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.foreign.NativeFunction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.Optional;

/// The loaded shared library of libvips; it stays loaded as long as the process lives.
///
/// @param version such as `8.18.7`
/// @param origin its source, in the words of a fingerprint: builds of one version differ in what they
///     bundle
/// @param choice that finds it again in another process
/// @param note for the user on how it was found; usually empty
@SuppressWarnings("restricted") // calling C is what this module is for
public record LibvipsLibrary(
        SymbolLookup symbols, String version, String origin, LibvipsChoice choice, Optional<String> note) {
    /// The oldest version that works. 8.14 differs in AVIF, in limits and in memory. With 8.17.3 all but
    /// five of 1,111 tests of this module are green: it was built without AVIF of 12 bits, and accepts a
    /// PNG whose chunks have wrong checksums.
    public static final String MIN_VERSION = "8.17";

    private static final int MAJOR = 8;
    private static final int MIN_MINOR = 17;

    /// Loads the library that the system's own search finds under `fileName`, or the one at that path;
    /// empty if this machine cannot load it.
    public static Optional<LibvipsLibrary> load(String fileName, String origin, LibvipsChoice choice) {
        try {
            var symbols = SymbolLookup.libraryLookup(fileName, Arena.global());
            return symbols.find("vips_version")
                    .map(ignored -> "%d.%d.%d".formatted(number(symbols, 0), number(symbols, 1), number(symbols, 2)))
                    .map(version -> new LibvipsLibrary(symbols, version, origin, choice, Optional.empty()));
        } catch (IllegalArgumentException notLoadable) {
            return Optional.empty();
        }
    }

    /// @param part 0 for the major version, 1 for the minor, 2 for the micro
    private static int number(SymbolLookup symbols, int part) {
        return NativeFunction.of(symbols.findOrThrow("vips_version")).number(part);
    }

    /// This library with a note that it stands in for another one.
    public LibvipsLibrary instead(String note) {
        return new LibvipsLibrary(symbols, version, origin, choice, Optional.of(note));
    }

    public boolean isNewEnough() {
        var parts = version.split("[.]", -1);
        return Integer.parseInt(parts[0]) == MAJOR && Integer.parseInt(parts[1]) >= MIN_MINOR;
    }

    public NativeFunction function(String name) {
        return NativeFunction.of(symbol(name));
    }

    /// A C function with `...` after its first `fixed` parameters, which takes a list of options that ends with `NULL`.
    public NativeFunction variadic(String name, int fixed) {
        return NativeFunction.variadic(symbol(name), fixed);
    }

    private MemorySegment symbol(String name) {
        return symbols.find(name)
                .orElseThrow(() -> new PermanentFailure("libvips %s (%s) lacks %s".formatted(version, origin, name)));
    }
}
