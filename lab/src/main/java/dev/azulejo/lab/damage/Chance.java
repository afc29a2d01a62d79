package dev.azulejo.lab.damage;

import org.jspecify.annotations.Nullable;

/// The chance with which a step happens.
final class Chance {
    private Chance() {}

    /// @param stated the value in JSON; 1 if there is none
    static double of(@Nullable Double stated) {
        double chance = stated == null ? 1 : stated;
        if (!(chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException("chance is %s, expected 0 to 1".formatted(chance));
        }
        return chance;
    }
}
