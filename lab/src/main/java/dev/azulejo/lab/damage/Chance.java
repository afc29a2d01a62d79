package dev.azulejo.lab.damage;

import org.jspecify.annotations.Nullable;

/// How often a step happens.
final class Chance {
    private Chance() {}

    /// @param stated what JSON says; always where it says nothing
    static double of(@Nullable Double stated) {
        double chance = stated == null ? 1 : stated;
        if (!(chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException("chance is %s, expected 0 to 1".formatted(chance));
        }
        return chance;
    }
}
