package dev.azulejo.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class InflightMarkersTest {
    private static final Shard SHARD = new Shard(Shard.SCHEMA, new JobId("0123456789abcdef01234567"), 7, 0, 0, 1, 1);
    private final MemoryStorage work = new MemoryStorage();
    private final InflightMarkers markers = new InflightMarkers(work);

    @Test
    void startsWithoutAnEndAreCounted() {
        assertThat(markers.start(SHARD)).isEqualTo(1);
        assertThat(markers.start(SHARD)).isEqualTo(2);
        assertThat(work.exists("jobs/0123456789abcdef01234567/inflight/7")).isTrue();
    }

    @Test
    void anEndForgetsThem() {
        markers.start(SHARD);
        markers.start(SHARD);
        markers.end(SHARD);
        assertThat(work.exists(key())).isFalse();
        assertThat(markers.start(SHARD)).isEqualTo(1);
    }

    @Test
    void aWithdrawnStartIsNotCountedButEarlierOnesAre() {
        markers.start(SHARD);
        markers.start(SHARD);
        markers.withdraw(SHARD);
        assertThat(markers.start(SHARD)).isEqualTo(2);
    }

    @Test
    void theOnlyStartWithdrawnLeavesNothing() {
        markers.start(SHARD);
        markers.withdraw(SHARD);
        assertThat(work.exists(key())).isFalse();
        markers.withdraw(SHARD);
        assertThat(work.exists(key())).isFalse();
    }

    @Test
    void aShardOfWhichThreeWorkersDiedIsNotStartedAgain() {
        for (int death = 0; death < 3; death++) {
            markers.start(SHARD);
        }
        assertThatThrownBy(() -> markers.start(SHARD))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("shard 7 of job 0123456789abcdef01234567: 3 workers died while they were at it,"
                        + " so it is not tried again");
        assertThat(work.exists(key())).as("a redrive tries anew").isFalse();
    }

    @Test
    void startsAtTheSameTimeAreAllCounted() throws Exception {
        var counts = new ArrayList<Future<Integer>>();
        try (var threads = Executors.newFixedThreadPool(3)) {
            for (int worker = 0; worker < 3; worker++) {
                counts.add(threads.submit(() -> markers.start(SHARD)));
            }
        }
        var starts = new ArrayList<Integer>();
        for (var count : counts) {
            starts.add(count.get());
        }
        assertThat(starts).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void aDamagedMarkerSaysNothing() {
        work.put(key(), new byte[] {1, 2, 3});
        assertThat(markers.start(SHARD)).isEqualTo(1);
    }

    private static String key() {
        return JobKeys.inflight(SHARD.job(), SHARD.id());
    }
}
