package dev.azulejo.worker;

import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.tiling.Tile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Records when the models worked on which shard, for the log. Thread-safe.
final class ModelTime implements Progress {
    private final EventLog log;
    private final Clock clock;
    private final boolean everyTile;
    private final ConcurrentHashMap<Key, Spent> shards = new ConcurrentHashMap<>();

    private record Key(JobId job, int shard) {}

    /// @param start of the first tile
    /// @param end of the last tile
    /// @param busy the sum over tiles; with several threads more than the time from start to end
    record Spent(int tiles, Instant start, Instant end, Duration busy) {
        Spent plus(Spent other) {
            return new Spent(
                    tiles + other.tiles,
                    start.isBefore(other.start) ? start : other.start,
                    end.isAfter(other.end) ? end : other.end,
                    busy.plus(other.busy));
        }

        Map<String, Object> fields() {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("tiles", tiles);
            fields.put("start", start.toEpochMilli());
            fields.put("end", end.toEpochMilli());
            fields.put("busySeconds", busy.toMillis() / 1000.0);
            return fields;
        }
    }

    /// @param everyTile whether each tile gets a line
    ModelTime(EventLog log, Clock clock, boolean everyTile) {
        this.log = log;
        this.clock = clock;
        this.everyTile = everyTile;
    }

    @Override
    public void tileInferred(JobId job, int shard, Tile tile, Duration took) {
        var end = clock.instant();
        var spent = new Spent(1, end.minus(took), end, took);
        shards.merge(new Key(job, shard), spent, Spent::plus);
        if (everyTile) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("job", job.text());
            fields.put("shard", shard);
            fields.put("tile", tile.index());
            fields.put("start", spent.start().toEpochMilli());
            fields.put("end", end.toEpochMilli());
            log.info("tile", fields);
        }
    }

    /// The cost of the shard since the last call, as fields of the log; no fields if no model was needed.
    Map<String, Object> taken(Shard shard) {
        var spent = shards.remove(new Key(shard.job(), shard.id()));
        return spent == null ? Map.of("tiles", 0) : spent.fields();
    }
}
