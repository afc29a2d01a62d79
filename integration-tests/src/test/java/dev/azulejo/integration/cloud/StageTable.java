package dev.azulejo.integration.cloud;

import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobKeys;
import dev.azulejo.core.job.StageTrigger;
import dev.azulejo.integration.cloud.WarmWorker.InferredTile;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Where the time of a job went, by the objects that started its stages and by what its workers logged.
///
/// @param modelSeconds in which at least one worker was in a model: the union of the intervals of all tiles
record StageTable(JobId job, double wallSeconds, double modelSeconds, String text) {

    /// @param started when the photograph was put, in milliseconds since 1970
    /// @param ended when the event about the result came
    static StageTable of(Cloud cloud, JobId job, long started, long ended, List<InferredTile> tiles) {
        var text = new StringBuilder("job %s, seconds since the photograph was put%n".formatted(job));
        for (var trigger : StageTrigger.values()) {
            cloud.work()
                    .stat(JobKeys.folder(job) + trigger.objectName())
                    .ifPresent(object -> text.append("  %-14s %7.2f  starts %s%n"
                            .formatted(
                                    trigger.objectName(),
                                    (object.modified().toEpochMilli() - started) / 1e3,
                                    trigger.name().toLowerCase(Locale.ROOT))));
        }
        double wall = (ended - started) / 1e3;
        double model = union(tiles) / 1e3;
        text.append("  %-14s %7.2f%n".formatted("event", wall))
                .append("  in the model %.2f s of %.2f s: %.2f s beside it, %d tiles%n"
                        .formatted(model, wall, wall - model, tiles.size()));
        return new StageTable(job, wall, model, text.toString());
    }

    double besideModelSeconds() {
        return wallSeconds - modelSeconds;
    }

    private static long union(List<InferredTile> tiles) {
        long sum = 0;
        long covered = Long.MIN_VALUE;
        for (var tile : tiles.stream()
                .sorted(Comparator.comparingLong(InferredTile::start))
                .toList()) {
            long start = Math.max(tile.start(), covered);
            if (tile.end() > start) {
                sum += tile.end() - start;
                covered = tile.end();
            }
        }
        return sum;
    }
}
