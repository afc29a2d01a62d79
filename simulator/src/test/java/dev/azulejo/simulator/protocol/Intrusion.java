package dev.azulejo.simulator.protocol;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Lets somebody else act just before one call of a process. Thread-safe.
final class Intrusion implements Calls {
    private final AtomicInteger callsLeft;
    private final Runnable act;

    /// @param call from 0
    Intrusion(int call, Runnable act) {
        this.callsLeft = new AtomicInteger(call);
        this.act = act;
    }

    @Override
    public <T> T through(Supplier<T> call) {
        if (callsLeft.getAndDecrement() == 0) {
            act.run();
        }
        return call.get();
    }

    boolean happened() {
        return callsLeft.get() < 0;
    }
}
