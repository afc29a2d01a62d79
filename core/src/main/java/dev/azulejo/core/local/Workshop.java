package dev.azulejo.core.local;

import dev.azulejo.core.job.record.Manifest;

/// The cores and the memory of this machine, which one job after another has to itself, or several small
/// ones share.
public interface Workshop {
    /// Prepares cores and memory for the tiles of a job.
    void readyForTiles(Manifest manifest);

    /// Prepares cores and memory for the strips of a job.
    ///
    /// @return how many may be made at once
    int readyForStrips(Manifest manifest);

    /// The map that runs several shards or strips at once.
    default LocalMap map() {
        return LocalMap.THREADS;
    }

    /// A workshop where memory does not matter.
    static Workshop of(int strips) {
        return new Workshop() {
            @Override
            public void readyForTiles(Manifest manifest) {}

            @Override
            public int readyForStrips(Manifest manifest) {
                return strips;
            }
        };
    }
}
