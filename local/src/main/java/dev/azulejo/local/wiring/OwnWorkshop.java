package dev.azulejo.local.wiring;

import dev.azulejo.core.infer.TileThreads;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.local.Workshop;
import dev.azulejo.inference.ModelFolder;

/// Shares this machine out to a job as it was foreseen: fewer tiles at once where each takes much memory,
/// with more threads for each.
record OwnWorkshop(LocalForesight foresight, TileThreads threads, ModelFolder models) implements Workshop {
    @Override
    public void readyForTiles(Manifest manifest) {
        var share = foresight.share(manifest);
        threads.resize(share.tiles());
        models.threadsPerTile(share.threadsPerTile());
    }

    @Override
    public int readyForStrips(Manifest manifest) {
        var share = foresight.share(manifest);
        if (share.keepsModels()) {
            models.rest();
        } else {
            models.release();
        }
        return share.strips();
    }

    /// What each of several jobs has of this machine while they run at once: a tile of each in the models
    /// at a time, and a strip.
    Workshop sharedBy(int jobs) {
        return new Workshop() {
            @Override
            public synchronized void readyForTiles(Manifest manifest) {
                threads.resize(jobs);
                models.threadsPerTile(
                        Math.ceilDiv(foresight.machine().threads(), jobs)); // closes models of a job alone
            }

            @Override
            public int readyForStrips(Manifest manifest) {
                return 1; // others may be in the models: their memory stays
            }
        };
    }
}
