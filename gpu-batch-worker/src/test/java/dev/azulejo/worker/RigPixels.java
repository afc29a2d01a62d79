package dev.azulejo.worker;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.handover.TileResults;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.imaging.pixels.ZstdBlockCodec;
import dev.azulejo.storage.Storage;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/// Checks that the same shard always gives the same pixels, also for other jobs, which all have one
/// picture.
final class RigPixels {
    private final Storage memory;
    private final SortedMap<Integer, Long> sums = new TreeMap<>(); // guarded by this
    private volatile boolean enough;

    RigPixels(Storage memory) {
        this.memory = memory;
    }

    /// Ends the check, which would cost time during a measurement.
    void enough() {
        enough = true;
    }

    void look(Manifest manifest, Shard shard) {
        if (enough) {
            return;
        }
        var sum = new CRC32C();
        var enlarged = manifest.plan().enlarged();
        var whole = new Rect(0, 0, enlarged.width(), enlarged.height());
        var results = TileResults.require(memory, manifest, shard);
        for (int row = shard.firstRow(); row < shard.firstRow() + shard.rows(); row++) {
            results.forEach(
                    memory, manifest, row, whole, new ZstdBlockCodec(), (_, _, block) -> sum.update(block.samples()));
        }
        synchronized (this) {
            var earlier = sums.putIfAbsent(shard.id(), sum.getValue());
            if (earlier != null && earlier != sum.getValue()) {
                throw new IllegalStateException("shard %d came back with other pixels".formatted(shard.id()));
            }
        }
    }

    /// A digest over all shards; the same for every version that makes the same pixels.
    synchronized String digest() {
        var sum = new CRC32C();
        sums.values().forEach(each -> sum.update(Long.toHexString(each).getBytes(StandardCharsets.US_ASCII)));
        return "%08x of %d".formatted(sum.getValue(), sums.size());
    }
}
