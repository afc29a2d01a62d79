package dev.azulejo.worker;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.storage.Cell;
import dev.azulejo.storage.JobStorage;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Counts in `jobs/{id}/inflight/{shard}` how often a worker has started on a shard since one ended with
/// it, well or badly. A shard that killed its worker time and again is poison, and fails by name. The
/// number of deliveries by a queue says nothing about that: it also counts workers that were stopped, and
/// messages that no worker began.
final class InflightMarkers {
    private static final int MOST_DEATHS = 3;
    private static final int MOST_TRIES = 10;
    private static final Pattern BODY = Pattern.compile("\\{\"starts\":([1-9][0-9]{0,8})}\\s*");

    private final JobStorage work;

    InflightMarkers(JobStorage work) {
        this.work = work;
    }

    /// Records that work on the shard starts.
    ///
    /// @return how often it has started, this time included
    /// @throws PermanentFailure when too many workers have died of it; the shard then counts as ended
    int start(Shard shard) {
        int starts = change(shard, 1);
        if (starts > MOST_DEATHS) {
            end(shard);
            throw new PermanentFailure(
                    "shard %d of job %s: %d workers died while they were at it, so it is not tried again"
                            .formatted(shard.id(), shard.job(), starts - 1));
        }
        return starts;
    }

    /// Records that work on the shard has ended without killing the worker.
    void end(Shard shard) {
        work.delete(key(shard));
    }

    /// Takes a start back after the worker was told to stop, which says nothing about the shard.
    void withdraw(Shard shard) {
        change(shard, -1);
    }

    /// @return the new count
    private int change(Shard shard, int by) {
        var cell = new Cell(work, key(shard));
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            var before = cell.look();
            int after = Math.max(0, before.bytes().map(InflightMarkers::starts).orElse(0) + by);
            if (after == 0) {
                work.delete(key(shard));
                return 0;
            }
            if (cell.change(before, "{\"starts\":%d}%n".formatted(after).getBytes(StandardCharsets.UTF_8))) {
                return after;
            }
        }
        throw new TransientFailure("%s: changed %d times by others".formatted(key(shard), MOST_TRIES));
    }

    /// Only this class writes it; an unreadable one counts as none.
    private static int starts(byte[] marker) {
        var body = BODY.matcher(new String(marker, StandardCharsets.UTF_8));
        return body.matches() ? Integer.parseInt(body.group(1)) : 0;
    }

    private static String key(Shard shard) {
        return JobKeys.inflight(shard.job(), shard.id());
    }
}
