package dev.azulejo.cli.view;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/// Finds out whether the standard output is a terminal. Java tells only of input and output together.
public final class Terminal {
    private static final int STANDARD_OUTPUT = 1;

    private Terminal() {}

    /// Whether the output is a terminal; false if it cannot be known.
    @SuppressWarnings("restricted") // the signature is that of POSIX
    public static boolean isOutput() {
        var linker = Linker.nativeLinker();
        var isatty = linker.defaultLookup().find("isatty");
        if (isatty.isEmpty()) {
            return false;
        }
        var type = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        try {
            return (int) linker.downcallHandle(isatty.get(), type).invokeExact(STANDARD_OUTPUT) == 1;
        } catch (Throwable e) {
            throw new IllegalStateException("isatty of the C library throws nothing", e);
        }
    }
}
