package dev.azulejo.inference.onnx;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Keeps ONNX Runtime from reporting to its makers. From 1.29 on its official builds for Linux and macOS send
/// the names and hashes of models and a device id over the network, and keep files of their own in the user's
/// cache folder, unless an environment variable says no before the library starts. Java cannot set one, so the
/// C library does.
final class RuntimeTelemetry {
    private static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

    private RuntimeTelemetry() {}

    /// To be called before the runtime is loaded; any number of times.
    @SuppressWarnings("restricted") // native access is what this class is for; the launcher allows it
    static void turnOff() {
        var linker = Linker.nativeLinker();
        var setenv = linker.defaultLookup().find("setenv");
        if (setenv.isEmpty()) {
            return; // Windows, where the runtime reports through the system, which asks its user
        }
        var handle = linker.downcallHandle(
                setenv.get(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (var arena = Arena.ofConfined()) {
            set(handle, arena.allocateFrom(VARIABLE), arena.allocateFrom("1"));
        }
    }

    private static void set(MethodHandle setenv, MemorySegment name, MemorySegment value) {
        try {
            int failed = (int) setenv.invokeExact(name, value, 1);
            if (failed != 0) {
                throw new IllegalStateException("setenv %s failed".formatted(VARIABLE));
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a C function throws nothing", e);
        }
    }
}
