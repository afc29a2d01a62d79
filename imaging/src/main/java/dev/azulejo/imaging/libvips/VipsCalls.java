package dev.azulejo.imaging.libvips;

import static java.lang.foreign.ValueLayout.ADDRESS;

import dev.azulejo.core.foreign.NativeFunction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Calls any operation of libvips by its C function: required arguments first, then options by name. Values
/// are numbers, truth values, texts and pointers. Thread-safe.
public final class VipsCalls {
    /// Marks the argument where an operation puts its result: an image, or something else that it points
    /// at.
    static final Object RESULT = new Object();

    private final LibvipsLibrary library;
    private final Map<String, NativeFunction> functions = new ConcurrentHashMap<>();

    VipsCalls(LibvipsLibrary library) {
        this.library = library;
    }

    /// The result of an operation on an image; empty if it fails, and [Libvips#lastError] tells why.
    ///
    /// @param operation name of the C function without `vips_`
    /// @param options names and values in turn
    public Optional<MemorySegment> of(MemorySegment image, String operation, Object... options) {
        return result(operation, List.of(image, RESULT), options);
    }

    /// The object that the operation puts at [#RESULT] in `required`.
    Optional<MemorySegment> result(String operation, List<?> required, Object... options) {
        try (var arena = Arena.ofConfined()) {
            var result = arena.allocate(ADDRESS);
            int status = status(operation, arena, result, required, options);
            return status == 0 ? Optional.of(result.get(ADDRESS, 0)) : Optional.empty();
        }
    }

    /// @return whether an operation without a result succeeds
    boolean succeeds(String operation, List<?> required) {
        try (var arena = Arena.ofConfined()) {
            return status(operation, arena, MemorySegment.NULL, required) == 0;
        }
    }

    private int status(String operation, Arena arena, MemorySegment result, List<?> required, Object... options) {
        var arguments = new ArrayList<Object>();
        Stream.concat(required.stream(), Stream.of(options))
                .forEach(value -> arguments.add(value(value, arena, result)));
        return function(operation, required.size()).number(arguments.toArray());
    }

    private NativeFunction function(String operation, int required) {
        return functions.computeIfAbsent(operation, _ -> library.variadic("vips_" + operation, required));
    }

    private static Object value(Object value, Arena arena, MemorySegment result) {
        if (value == RESULT) {
            return result;
        }
        if (value instanceof String text) {
            return arena.allocateFrom(text);
        }
        return value instanceof Boolean truth ? truth ? 1 : 0 : value;
    }
}
