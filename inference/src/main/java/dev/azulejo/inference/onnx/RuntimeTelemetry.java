package dev.azulejo.inference.onnx;

import dev.azulejo.core.foreign.NativeFunction;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;

/// Keeps ONNX Runtime from reporting to its vendor. From 1.29 on its official builds for Linux and macOS
/// send the names and hashes of models and a device id over the network, and keep files of their own in the
/// user's cache folder, unless an environment variable says no before the library starts. Java cannot set
/// one, so the C library does.
final class RuntimeTelemetry {
    private static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

    private RuntimeTelemetry() {}

    /// Turns telemetry off; call it before the runtime is loaded, any number of times.
    static void turnOff() {
        var setenv = Linker.nativeLinker().defaultLookup().find("setenv");
        if (setenv.isEmpty()) {
            return; // Windows, where the runtime reports through the system, which asks its user
        }
        try (var arena = Arena.ofConfined()) {
            int failed =
                    NativeFunction.of(setenv.get()).number(arena.allocateFrom(VARIABLE), arena.allocateFrom("1"), 1);
            if (failed != 0) {
                throw new IllegalStateException("setenv %s failed".formatted(VARIABLE));
            }
        }
    }
}
