package dev.azulejo.simulator.protocol;

import java.util.function.Supplier;

/// What happens around the calls that a process makes of its storages.
interface Calls {
    <T> T through(Supplier<T> call);

    default void through(Runnable call) {
        through(() -> {
            call.run();
            return true;
        });
    }
}
