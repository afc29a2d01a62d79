package dev.azulejo.core.foreign;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// Calls of C functions, which throw nothing by themselves, though method handles declare every throwable.
@SuppressWarnings("restricted") // calling C is what this is for
public final class Calls {
    private Calls() {}

    /// A C call that returns a value.
    public interface Call<T> {
        T run() throws Throwable;
    }

    /// A C call that returns nothing.
    public interface Procedure {
        void run() throws Throwable;
    }

    public static <T> T call(Call<T> call) {
        try {
            return call.run();
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable impossible) {
            throw new IllegalStateException("a C function cannot throw", impossible);
        }
    }

    public static void run(Procedure procedure) {
        call(() -> {
            procedure.run();
            return true;
        });
    }

    /// Makes a C function pointer to a static method; it lives as long as the process, so no late call
    /// can miss it.
    public static MemorySegment upcall(
            MethodHandles.Lookup owner, String method, MethodType type, FunctionDescriptor descriptor) {
        var handle = staticMethod(owner, owner.lookupClass(), method, type);
        return Linker.nativeLinker().upcallStub(handle, descriptor, Arena.global());
    }

    static MethodHandle staticMethod(MethodHandles.Lookup owner, Class<?> of, String method, MethodType type) {
        try {
            return owner.findStatic(of, method, type);
        } catch (ReflectiveOperationException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
