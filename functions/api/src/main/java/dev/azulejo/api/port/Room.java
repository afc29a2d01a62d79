package dev.azulejo.api.port;

/// Room for what frees some. A removal notes in a small record that it was done, and on a disk that is full
/// not even that can be written. Thread-safe.
@FunctionalInterface
public interface Room {
    /// Where no disk can be full.
    Room ENDLESS = Runnable::run;

    /// Does that; where there is no room for its records, once more with some that was kept for it.
    ///
    /// @param removal that may be done twice
    void whileRemoving(Runnable removal);
}
