package dev.azulejo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.storage.ObjectStat;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Watches a worker: the role of workers on AWS may write only what [JobKeys#WRITTEN_BY_WORKERS] lists.
class WrittenByWorkersTest {
    @AutoClose
    private final Bench bench = new Bench();

    private Set<String> keys() {
        try (var objects = bench.storage.list("")) {
            return objects.map(ObjectStat::key).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void aWorkerWritesEachOfThemAndNothingElse() {
        var before = keys();
        var during = new ConcurrentSkipListSet<String>();
        bench.model.beforeTile(() -> during.addAll(keys()));
        bench.send(bench.shard(0));
        bench.runUntilIdle();
        bench.model.beforeTile(() -> {
            throw new PermanentFailure("of this test");
        });
        bench.send(bench.shard(1));
        bench.runUntilIdle();

        during.addAll(keys());
        during.removeAll(before);
        var folder = JobKeys.folder(bench.job.id());
        assertThat(during).allMatch(key -> key.startsWith(folder));
        assertThat(JobKeys.WRITTEN_BY_WORKERS)
                .containsExactlyInAnyOrderElementsOf(during.stream()
                        .map(key -> key.substring(folder.length()).replaceFirst("/[0-9]+(/|$)", "/*$1"))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }
}
