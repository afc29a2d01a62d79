package dev.azulejo.inference.openvino;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.azulejo.core.foreign.NativeFunction;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.EngineFailure.Kind;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The loaded shared library of OpenVINO's C API
/// (https://docs.openvino.ai/2026/api/c_cpp_api/group__ov__c__api.html); it stays loaded as long as the
/// process lives. Most functions return a status and write their result to where their last parameter
/// points. Thread-safe.
@SuppressWarnings("restricted") // calling C is what this class is for
final class OpenVinoLibrary {
    private static final int PARAMETERS_OF_COMPILE = 5;

    private final SymbolLookup symbols;
    private final Map<String, NativeFunction> functions = new ConcurrentHashMap<>();

    private OpenVinoLibrary(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /// @param library of the C API; the libraries that it needs lie beside it
    static OpenVinoLibrary load(Path library) throws EngineFailure {
        try {
            return new OpenVinoLibrary(SymbolLookup.libraryLookup(library.toAbsolutePath(), Arena.global()));
        } catch (IllegalArgumentException notLoadable) {
            throw new EngineFailure(Kind.OTHER, "%s does not load".formatted(library), notLoadable);
        }
    }

    /// The version, such as `2026.4.1`, without the build number.
    String version() throws EngineFailure {
        try (var arena = Arena.ofConfined()) {
            var version = arena.allocate(ADDRESS, 2); // ov_version_t: build number and description
            check("ov_get_openvino_version", version);
            var build = text(version.get(ADDRESS, 0));
            function("ov_version_free").run(version);
            return build.replaceFirst("-.*", "");
        }
    }

    /// Calls a function that has no result.
    void check(String function, Object... values) throws EngineFailure {
        check(function(function).number(values));
    }

    /// Calls a function that makes an object, which the caller must [free][#free].
    MemorySegment made(String function, Object... values) throws EngineFailure {
        return MemorySegment.ofAddress(number(function, values));
    }

    /// Calls a function that finds a number, of any number of bits.
    long number(String function, Object... values) throws EngineFailure {
        try (var arena = Arena.ofConfined()) {
            var result = arena.allocate(JAVA_LONG);
            check(function, followed(values, result));
            return result.get(JAVA_LONG, 0);
        }
    }

    /// Calls a function that finds a text.
    String text(String function, Object... values) throws EngineFailure {
        var found = made(function, values);
        try {
            return text(found);
        } finally {
            free("ov_free", found);
        }
    }

    void free(String function, MemorySegment what) {
        function(function).run(what);
    }

    /// A model that is ready to run on the processor.
    ///
    /// @param properties names and values
    MemorySegment compiled(MemorySegment core, MemorySegment model, Map<String, String> properties)
            throws EngineFailure {
        try (var arena = Arena.ofConfined()) {
            var result = arena.allocate(ADDRESS);
            var values = new ArrayList<Object>(
                    List.of(core, model, arena.allocateFrom("CPU"), 2 * properties.size(), result));
            properties.forEach((name, value) -> {
                values.add(arena.allocateFrom(name));
                values.add(arena.allocateFrom(value));
            });
            var compile = NativeFunction.variadic(symbols.findOrThrow("ov_core_compile_model"), PARAMETERS_OF_COMPILE);
            check(compile.number(values.toArray()));
            return result.get(ADDRESS, 0);
        }
    }

    private NativeFunction function(String name) {
        return functions.computeIfAbsent(name, symbol -> NativeFunction.of(symbols.findOrThrow(symbol)));
    }

    private static Object[] followed(Object[] values, Object last) {
        var all = new ArrayList<>(List.of(values));
        all.add(last);
        return all.toArray();
    }

    private static String text(MemorySegment text) {
        return text.reinterpret(Long.MAX_VALUE).getString(0);
    }

    private void check(int status) throws EngineFailure {
        if (status != 0) {
            var told = function("ov_get_last_err_msg").pointer();
            throw failure(told.address() == 0 ? "status " + status : text(told));
        }
    }

    /// Translates an error; only its text tells that memory ran out.
    static EngineFailure failure(String text) {
        var reason = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("Exception from ")) // a line of its source
                .collect(Collectors.joining(" "));
        var lower = text.toLowerCase(Locale.ROOT);
        boolean isOutOfMemory = lower.contains("bad_alloc")
                || lower.contains("out of memory")
                || lower.contains("not enough memory")
                || lower.contains("failed to allocate");
        return new EngineFailure(
                isOutOfMemory ? Kind.OUT_OF_MEMORY : Kind.OTHER,
                reason.isEmpty() ? "it does not say why" : reason,
                new IllegalStateException(text));
    }
}
