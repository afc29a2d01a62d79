package dev.azulejo.integration.worker;

import java.time.Duration;
import java.util.function.BooleanSupplier;

final class Waiting {
    private Waiting() {}

    /// @throws AssertionError when it takes longer than `most`
    static void until(String what, Duration most, BooleanSupplier condition) {
        long end = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited %s for %s".formatted(most, what));
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
