package dev.azulejo.simulator.image;

import dev.azulejo.core.port.Aside;
import org.jspecify.annotations.Nullable;

/// Runs background work as late as a thread might: when the next work is begun, or at the end. A failure
/// there is reported late, and not at all to a caller that does not ask. Runs on the owner's thread, in one
/// order.
public final class LateAside implements Aside {
    private @Nullable Runnable begun;

    @Override
    public void begin(Runnable work) {
        end();
        begun = work;
    }

    @Override
    public void end() {
        var work = begun;
        begun = null;
        if (work != null) {
            work.run();
        }
    }

    @Override
    public void close() {
        try {
            end();
        } catch (RuntimeException e) {
            // A caller that did not ask for the result has failed before.
        }
    }
}
