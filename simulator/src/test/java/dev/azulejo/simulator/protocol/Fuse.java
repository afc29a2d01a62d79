package dev.azulejo.simulator.protocol;

import java.util.function.Supplier;

/// Lets a process die at one call of its storages: before the call did anything, or after it did all. From then on no
/// call does anything. Counts calls of all storages it is given to. Thread-safe.
final class Fuse implements Calls {
    enum Moment {
        BEFORE,
        AFTER
    }

    /// What the death of a process looks like from inside: no stage may catch it.
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final int fatalCall;
    private final Moment moment;
    private int calls; // guarded by this
    private boolean dead; // guarded by this

    /// @param fatalCall from 0
    Fuse(int fatalCall, Moment moment) {
        this.fatalCall = fatalCall;
        this.moment = moment;
    }

    @Override
    public <T> T through(Supplier<T> call) {
        boolean fatal;
        synchronized (this) {
            fatal = !dead && calls++ == fatalCall;
            dead |= fatal;
            if (dead && (!fatal || moment == Moment.BEFORE)) {
                throw new Killed();
            }
        }
        var result = call.get();
        if (fatal) {
            throw new Killed();
        }
        return result;
    }

    synchronized boolean isDead() {
        return dead;
    }
}
