package dev.azulejo.imaging.child;

import dev.azulejo.core.foreign.NativeFunction;
import java.lang.foreign.Linker;

/// Keeps what the parent knows from its decoder processes. They run as the same user, so that one which a file has
/// taken over could read `/proc/{parent}/environ`, with a cloud's keys in it, and write to `/proc/{parent}/mem`. A
/// process that is not dumpable has these for root alone (prctl(2), proc(5)), and leaves no core dump. Linux only.
final class ParentSecrets {
    private static final long PR_GET_DUMPABLE = 3;
    private static final long PR_SET_DUMPABLE = 4;

    private ParentSecrets() {}

    /// For this process, from now on. Where the system has no such thing, nothing happens.
    static void hide() {
        prctl(PR_SET_DUMPABLE);
    }

    static boolean areHidden() {
        return prctl(PR_GET_DUMPABLE) == 0;
    }

    private static int prctl(long option) {
        return Linker.nativeLinker()
                .defaultLookup()
                .find("prctl")
                .map(found -> NativeFunction.variadic(found, 1).number(option))
                .orElse(-1);
    }
}
