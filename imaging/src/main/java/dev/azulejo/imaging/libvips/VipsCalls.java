package dev.azulejo.imaging.libvips;

import static dev.azulejo.imaging.foreign.Calls.call;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Calls any operation of libvips by its C function: what it requires, then options by name. Values are numbers, truth
/// values, texts and pointers. Handles are made at the first call of their shape. Thread-safe.
public final class VipsCalls {
    /// Stands where an operation says what it made: an image, or something else that it points at.
    static final Object RESULT = new Object();

    private final LibvipsLibrary library;
    private final Map<List<Object>, MethodHandle> handles = new ConcurrentHashMap<>();

    VipsCalls(LibvipsLibrary library) {
        this.library = library;
    }

    /// What an operation on an image makes; empty when it fails, and [Libvips#lastError] tells why.
    ///
    /// @param operation name of its C function without `vips_`
    /// @param options names and values in turn
    public Optional<MemorySegment> of(MemorySegment image, String operation, Object... options) {
        return result(operation, List.of(image, RESULT), options);
    }

    /// What the operation puts where `required` has [#RESULT].
    Optional<MemorySegment> result(String operation, List<?> required, Object... options) {
        try (var arena = Arena.ofConfined()) {
            var result = arena.allocate(ADDRESS);
            int status = status(operation, arena, result, required, options);
            return status == 0 ? Optional.of(result.get(ADDRESS, 0)) : Optional.empty();
        }
    }

    /// @return whether an operation succeeds that makes nothing
    boolean succeeds(String operation, List<?> required) {
        try (var arena = Arena.ofConfined()) {
            return status(operation, arena, MemorySegment.NULL, required) == 0;
        }
    }

    private int status(String operation, Arena arena, MemorySegment result, List<?> required, Object... options) {
        var arguments = new ArrayList<Object>();
        Stream.concat(required.stream(), Stream.of(options))
                .forEach(value -> arguments.add(
                        switch (value) {
                            case String text -> arena.allocateFrom(text);
                            case Boolean truth -> truth ? 1 : 0;
                            default -> value == RESULT ? result : value;
                        }));
        arguments.add(MemorySegment.NULL); // ends the options
        var handle = handle(operation, required.size(), arguments);
        Object[] values = arguments.toArray();
        return call(() -> (int) handle.invokeExact(values));
    }

    private MethodHandle handle(String operation, int required, List<Object> arguments) {
        var layouts = arguments.stream().map(VipsCalls::layout).toList();
        var shape =
                Stream.<Object>concat(Stream.of(operation), layouts.stream()).toList();
        return handles.computeIfAbsent(
                shape,
                _ -> library.variadic("vips_" + operation, required, JAVA_INT, layouts.toArray(MemoryLayout[]::new))
                        .asSpreader(Object[].class, layouts.size())
                        .asType(MethodType.methodType(int.class, Object[].class)));
    }

    private static MemoryLayout layout(Object value) {
        return switch (value) {
            case Integer _ -> JAVA_INT;
            case Double _ -> JAVA_DOUBLE;
            default -> ADDRESS;
        };
    }
}
