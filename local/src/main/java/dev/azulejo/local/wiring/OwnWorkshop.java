package dev.azulejo.local.wiring;

import dev.azulejo.core.infer.TileThreads;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.local.Workshop;
import dev.azulejo.inference.ModelFolder;

/// Shares this machine out to a job as it was foreseen: fewer tiles at once where each takes much memory, with more
/// threads for each.
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
}
