package dev.azulejo.core.handover;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.record.SealedObject;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.tiling.Tile;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/// `finished/{shard}/{tile}`: one finished tile of a shard that is under way, as it will stand in
/// `tiles/{shard}`. After a death, the next process goes on from there. It only saves work: one that is
/// damaged, of another plan or of another engine counts as missing.
///
/// @param packed as [TileResults.Writer#append] takes it
/// @param warnings of the models
/// @param interpolated of its interior's input pixels, how many no model was believed about
public record FinishedTile(byte[] packed, Set<String> warnings, int interpolated) {
    public FinishedTile {
        warnings = Set.copyOf(warnings);
    }

    /// Finds a finished tile that is whole, of this plan and of this engine.
    /// @param fingerprint of the engine that would make the tile now
    public static Optional<FinishedTile> find(
            Storage work, Manifest manifest, Shard shard, Tile tile, String fingerprint) {
        try {
            return SealedObject.find(work, key(shard, tile), manifest.planHash())
                    .flatMap(object -> object.unpacked(
                            work, 0, object.payloadBytes(), packed -> of(packed, object.index(), fingerprint)));
        } catch (PermanentFailure damaged) {
            return Optional.empty();
        }
    }

    private static Optional<FinishedTile> of(byte[] packed, byte[] index, String fingerprint) {
        try (var in = new DataInputStream(new ByteArrayInputStream(index))) {
            int checksum = in.readInt();
            var madeBy = in.readUTF();
            int interpolated = in.readInt();
            var warnings = new TreeSet<String>();
            for (int left = in.readInt(); left > 0; left--) {
                warnings.add(in.readUTF());
            }
            return checksum == checksum(packed) && madeBy.equals(fingerprint)
                    ? Optional.of(new FinishedTile(packed, warnings, interpolated))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Keeps this tile, replacing any kept before.
    public void keep(JobStorage work, Manifest manifest, Shard shard, Tile tile, String fingerprint) {
        var index = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(index)) {
            out.writeInt(checksum(packed));
            out.writeUTF(fingerprint);
            out.writeInt(interpolated);
            out.writeInt(warnings.size());
            for (var warning : warnings) {
                out.writeUTF(warning);
            }
        } catch (IOException e) {
            throw new IllegalStateException("an array in memory does not fail", e);
        }
        try (var object = new SealedObject.Writer(work, key(shard, tile), manifest.planHash())) {
            object.append(packed);
            object.seal(index.toByteArray(), Precondition.NONE);
        }
    }

    /// Drops the kept tiles of a shard whose results are there.
    public static void drop(JobStorage work, Shard shard) {
        try (var kept = work.list(JobKeys.finished(shard.job(), shard.id()))) {
            kept.map(ObjectStat::key).toList().forEach(work::delete);
        }
    }

    private static String key(Shard shard, Tile tile) {
        return JobKeys.finished(shard.job(), shard.id(), tile.index());
    }

    private static int checksum(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
