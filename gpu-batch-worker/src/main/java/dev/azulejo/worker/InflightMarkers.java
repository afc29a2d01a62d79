package dev.azulejo.worker;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.JobKeys;
import dev.azulejo.core.job.Shard;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
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
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            var before = read(shard);
            int after = Math.max(0, before.map(Marker::starts).orElse(0) + by);
            if (after == 0) {
                work.delete(key(shard));
                return 0;
            }
            var precondition = before.<Precondition>map(marker -> new Precondition.Matches(marker.etag()))
                    .orElse(Precondition.ABSENT);
            if (write(shard, after, precondition)) {
                return after;
            }
        }
        throw new TransientFailure("%s: changed %d times by others".formatted(key(shard), MOST_TRIES));
    }

    private record Marker(int starts, String etag) {}

    private Optional<Marker> read(Shard shard) {
        var key = key(shard);
        var stat = work.stat(key); // first: if others write between the two, what we write is refused
        if (stat.isEmpty()) {
            return Optional.empty();
        }
        try {
            var body = BODY.matcher(new String(work.readAll(key), StandardCharsets.UTF_8));
            // Nobody but this class writes it; what cannot be read says as much as no marker.
            int starts = body.matches() ? Integer.parseInt(body.group(1)) : 0;
            return Optional.of(new Marker(starts, stat.get().etag()));
        } catch (NoSuchObject e) {
            return Optional.empty();
        }
    }

    private boolean write(Shard shard, int starts, Precondition precondition) {
        byte[] bytes = "{\"starts\":%d}%n".formatted(starts).getBytes(StandardCharsets.UTF_8);
        return work.write(key(shard), bytes, Map.of(), precondition);
    }

    private static String key(Shard shard) {
        return JobKeys.inflight(shard.job(), shard.id());
    }
}
