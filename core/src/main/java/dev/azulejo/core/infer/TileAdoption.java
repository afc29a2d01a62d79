package dev.azulejo.core.infer;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.handover.TileResults;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.job.Shard;
import dev.azulejo.core.port.BlockCodec;
import dev.azulejo.storage.StorageUnavailable;
import java.util.Optional;

/// Takes over what another job has made of a shard's tiles, where they are the same: `tiles/{shard}` is written
/// without a model. Only ever a saving: whatever is missing there, damaged, or made otherwise, the job makes
/// itself.
final class TileAdoption {
    private final JobObjects objects;
    private final BlockCodec blocks;

    TileAdoption(JobObjects objects, BlockCodec blocks) {
        this.objects = objects;
        this.blocks = blocks;
    }

    /// @param fingerprint of the engine that would make the tiles here
    /// @return whether the shard's results are there now
    boolean adopt(Manifest manifest, Shard shard, JobId from, String fingerprint) {
        try {
            var theirs = sameTiles(manifest, shard, from);
            if (theirs.isEmpty() || !theirs.get().fingerprint().equals(fingerprint)) {
                return false;
            }
            theirs.get().copy(objects.work(), manifest, shard, blocks);
            return true;
        } catch (PermanentFailure | StorageUnavailable missingOrDamaged) {
            return false;
        }
    }

    private Optional<TileResults> sameTiles(Manifest manifest, Shard shard, JobId from) {
        var theirs = objects.manifest(from);
        var cause = TileCause.of(objects.request(manifest.job()), manifest);
        if (!cause.equals(TileCause.of(objects.request(from), theirs))) {
            return Optional.empty();
        }
        return objects.shards(from).shards().stream()
                .filter(shard::hasTilesOf)
                .findFirst()
                .flatMap(same -> TileResults.find(objects.work(), theirs, same));
    }
}
