package dev.azulejo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.inference.engine.Device;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkerShareTest {
    private static final long GIB = 1L << 30;

    @Test
    void onProcessorsTwoShardsAndATileForEach() {
        assertThat(WorkerShare.of(config(0, 0), false, 6, 7 * GIB)).isEqualTo(new WorkerShare(2, 6));
    }

    @Test
    void beforeAGpuFourToEightShardsAndTilesThatWaitForIt() {
        assertThat(WorkerShare.of(config(0, 0), true, 1, 7 * GIB)).isEqualTo(new WorkerShare(4, 3));
        assertThat(WorkerShare.of(config(0, 0), true, 3, 7 * GIB)).isEqualTo(new WorkerShare(6, 5));
        assertThat(WorkerShare.of(config(0, 0), true, 32, 7 * GIB)).isEqualTo(new WorkerShare(8, 34));
    }

    @Test
    void noMoreShardsThanHalfOfTheHeapHasRoomFor() {
        assertThat(WorkerShare.of(config(0, 0), true, 8, GIB).runners()).isEqualTo(3);
        assertThat(WorkerShare.of(config(0, 0), true, 8, GIB / 4).runners()).isEqualTo(2);
    }

    @Test
    void whatIsSetHolds() {
        assertThat(WorkerShare.of(config(3, 1), true, 8, 7 * GIB)).isEqualTo(new WorkerShare(1, 3));
        assertThat(WorkerShare.of(config(3, 12), false, 8, 7 * GIB)).isEqualTo(new WorkerShare(12, 3));
    }

    private static WorkerConfig config(int threads, int runners) {
        return new WorkerConfig(
                "https://queue/shards",
                URI.create("s3://work"),
                Path.of("models"),
                Device.AUTO,
                Optional.empty(),
                false,
                threads,
                runners,
                Duration.ZERO,
                Duration.ZERO,
                false,
                Duration.ofMinutes(3),
                Duration.ofSeconds(20),
                false);
    }
}
