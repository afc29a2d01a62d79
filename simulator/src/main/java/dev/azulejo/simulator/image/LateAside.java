package dev.azulejo.simulator.image;

import dev.azulejo.core.port.Aside;
import org.jspecify.annotations.Nullable;

/// Does what was begun as late as a thread may: when the next is begun, or at the end. So what fails there is heard of
/// late, and not at all by whoever does not ask. On the owner's thread, in one order.
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
            // Whoever has not asked for it has failed before.
        }
    }
}
