package dev.azulejo.core.handover;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.record.SealedObject;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.port.BlockCodec;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.Precondition;

/// `source/{shard}`: the upright pixels that a shard's tiles see, packed as one block.
public final class SourceShard {
    private SourceShard() {}

    /// Whether the object is there, whole and of this plan; a damaged one counts as not there.
    public static boolean isThere(JobStorage work, Shard shard, Hash plan) {
        try {
            return SealedObject.find(work, JobKeys.source(shard.job(), shard.id()), plan)
                    .isPresent();
        } catch (PermanentFailure damaged) {
            return false; // plan is about to make it anew, from the source itself
        }
    }

    public static void write(JobStorage work, Shard shard, PixelBlock block, Hash plan, BlockCodec blocks) {
        var key = JobKeys.source(shard.job(), shard.id());
        try (var writer = new SealedObject.Writer(work, key, plan)) {
            writer.append(blocks.pack(block));
            writer.seal(new byte[0], Precondition.NONE);
        }
    }

    /// @throws PermanentFailure when it is missing, damaged or of another plan
    public static PixelBlock read(JobStorage work, Manifest manifest, Shard shard, BlockCodec blocks) {
        var key = JobKeys.source(shard.job(), shard.id());
        var rect = shard.sourceRect(manifest.grid());
        var size = new Size(rect.width(), rect.height());
        return SealedObject.unpackedWhole(
                work, key, manifest.planHash(), packed -> blocks.unpack(packed, size, manifest.pixels()));
    }
}
