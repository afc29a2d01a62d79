package dev.azulejo.imaging.child;

import dev.azulejo.core.foreign.NativeFunction;
import java.lang.foreign.Linker;

/// Hides the parent's secrets from its decoder processes. They run as the same user, so a process that a
/// file has taken over could read `/proc/{parent}/environ`, with cloud keys in it, and write to
/// `/proc/{parent}/mem`. Only root may access these files of a process that is not dumpable (prctl(2),
/// proc(5)), and it leaves no core dump. Linux only.
final class ParentSecrets {
    private static final long PR_GET_DUMPABLE = 3;
    private static final long PR_SET_DUMPABLE = 4;

    private ParentSecrets() {}

    /// Makes this process not dumpable from now on; does nothing on systems without that feature.
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
