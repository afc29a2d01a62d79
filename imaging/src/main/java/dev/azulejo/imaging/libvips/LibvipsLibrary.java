package dev.azulejo.imaging.libvips;

import static dev.azulejo.imaging.foreign.Calls.call;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.azulejo.core.failure.PermanentFailure;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// The loaded shared library of libvips; it stays loaded as long as the process lives.
///
/// @param version such as `8.18.7`
/// @param origin where it came from, in the words of a fingerprint: builds of one version differ in what they
///     bundle
/// @param choice what finds it again, in another process
/// @param note what the user should know of how it was found; empty as a rule
@SuppressWarnings("restricted") // calling C is what this module is for
public record LibvipsLibrary(
        SymbolLookup symbols, String version, String origin, LibvipsChoice choice, Optional<String> note) {
    /// 8.14 differs in AVIF, in limits and in memory. With 8.17.3 all but five of 1,111 tests of this module are green:
    /// it
    /// was built without AVIF of 12 bits, and takes a PNG whose chunks have wrong checksums.
    public static final String MIN_VERSION = "8.17";

    private static final int MAJOR = 8;
    private static final int MIN_MINOR = 17;

    /// The library that the system's own search finds under `fileName`, or the one at that path; empty if it is none
    /// that can be loaded on this machine.
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
        var version = Linker.nativeLinker()
                .downcallHandle(symbols.findOrThrow("vips_version"), FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        return call(() -> (int) version.invokeExact(part));
    }

    /// This one, taken for want of another.
    public LibvipsLibrary instead(String note) {
        return new LibvipsLibrary(symbols, version, origin, choice, Optional.of(note));
    }

    public boolean isNewEnough() {
        var parts = version.split("[.]", -1);
        return Integer.parseInt(parts[0]) == MAJOR && Integer.parseInt(parts[1]) >= MIN_MINOR;
    }

    public MethodHandle function(String name, MemoryLayout result, MemoryLayout... parameters) {
        return Linker.nativeLinker().downcallHandle(symbol(name), FunctionDescriptor.of(result, parameters));
    }

    MethodHandle procedure(String name, MemoryLayout... parameters) {
        return Linker.nativeLinker().downcallHandle(symbol(name), FunctionDescriptor.ofVoid(parameters));
    }

    /// A C function with `...` after its first `fixed` parameters, for calls with just these `parameters`.
    public MethodHandle variadic(String name, int fixed, MemoryLayout result, MemoryLayout... parameters) {
        var descriptor = FunctionDescriptor.of(result, parameters);
        return Linker.nativeLinker().downcallHandle(symbol(name), descriptor, Linker.Option.firstVariadicArg(fixed));
    }

    private MemorySegment symbol(String name) {
        return symbols.find(name)
                .orElseThrow(() -> new PermanentFailure("libvips %s (%s) lacks %s".formatted(version, origin, name)));
    }
}
