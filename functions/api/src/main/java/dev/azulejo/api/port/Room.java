package dev.azulejo.api.port;

/// Space for removals on a full disk: a removal notes in a small record that it was done, and on a full
/// disk not even that can be written. Thread-safe.
@FunctionalInterface
public interface Room {
    /// For places that are never full.
    Room ENDLESS = Runnable::run;

    /// Runs a removal; if its records find no space, once more with some that was reserved for it.
    ///
    /// @param removal that may be done twice
    void whileRemoving(Runnable removal);
}
