package dev.azulejo.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.Workforce;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.model.Processor;
import dev.azulejo.functions.pool.FleetSize;
import dev.azulejo.functions.pool.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One manifest that nobody can read must not keep workers from the others that came with it.
class DamagedManifestTest {
    private final TestPipeline pipeline = new TestPipeline();
    private final List<String> started = new ArrayList<>();
    private final Workforce workforce = new Workforce() {
        @Override
        public List<Worker> workers(Instant ended) {
            return List.of();
        }

        @Override
        public void start(String name, int idleSeconds) {
            started.add(name);
        }
    };

    @Test
    void theOthersGetTheirWorker() {
        var damaged = pipeline.planned("photo-x2/damaged.png", TestPhotos.photo("png", 60, 40));
        var whole = pipeline.planned("photo-x2/whole.png", TestPhotos.photo("png", 61, 40));
        pipeline.work.put(JobKeys.manifest(damaged), new byte[] {'{'});
        var pool = Pool.of(
                pipeline.objects,
                TestPipeline.CARDS,
                Processor.CPU,
                () -> 0,
                workforce,
                new FleetSize(Duration.ofMinutes(1), 4));

        assertThat(pool.look(List.of(damaged))).isZero();
        assertThat(pool.look(List.of(damaged, whole))).isOne();
        assertThat(started).hasSize(1);
    }
}
